import { oneLine } from "../../reports/check-result.ts";

interface Request {
  /** As AWS's permissions name it, such as `UpdateAnswer`. */
  readonly operation: string;
  /** In words, such as `reading the answers`. */
  readonly what: string;
  readonly profile: string | undefined;
}

/** Errors of the network by their code, in words. */
const NETWORK: Readonly<Record<string, string>> = {
  ENOTFOUND: "its address cannot be found",
  EAI_AGAIN: "its address cannot be found",
  ECONNREFUSED: "it refuses the connection",
  ECONNRESET: "the connection broke",
  ETIMEDOUT: "it does not answer",
  EHOSTUNREACH: "there is no way to it",
  ENETUNREACH: "there is no way to it",
  EPIPE: "the connection broke",
};

/** What stood in the way of a request to AWS, and how to mend it, in one line. */
export function awsErrorLine(error: unknown, { operation, what, profile }: Request): string {
  const { name, message, code } = fieldsOf(error);
  const said = message === "" ? name : message;
  const withProfile = profile === undefined ? "" : ` --profile ${profile}`;
  const networkError = NETWORK[code] ?? NETWORK[name];
  switch (name) {
    case "CredentialsProviderError":
    case "ProviderError":
      return `No AWS credentials${profile === undefined ? "" : ` of the profile "${profile}"`} (${said}): sign in, such as with \`aws sso login${withProfile}\`, or name another profile`;
    case "TokenProviderError":
    case "ExpiredToken":
    case "ExpiredTokenException":
    case "TokenRefreshRequired":
    case "RequestExpired":
      return `The AWS credentials have expired (${said}): sign in again, such as with \`aws sso login${withProfile}\``;
    case "UnrecognizedClientException":
    case "InvalidClientTokenId":
    case "InvalidSignatureException":
    case "SignatureDoesNotMatch":
    case "IncompleteSignature":
    case "MissingAuthenticationToken":
    case "MissingAuthenticationTokenException":
      return `AWS does not know the credentials (${said}): sign in again, or name another profile`;
    case "AccessDeniedException":
    case "AccessDenied":
      return `AWS does not allow ${what} (${said}): ask for the permission wellarchitected:${operation}, or name another profile`;
    case "ThrottlingException":
    case "TooManyRequestsException":
      return `AWS has too many requests for ${what}, also after further tries: wait a minute and run this again`;
    case "ConflictException":
      return `AWS found a conflict while ${what} (${said}): someone else may be changing it, so look at it in the tool and run this again`;
    case "ResourceNotFoundException":
      return `AWS does not find what is needed for ${what} (${said}): look at the workload, the lens and the region`;
    case "ServiceQuotaExceededException":
      return `A limit of the AWS account stands in the way of ${what} (${said}): remove what is no longer needed there, or ask AWS to raise it`;
    case "ValidationException":
      return `AWS does not take what was sent for ${what} (${said}${invalidFields(error)}): mend it and run this again`;
    case "InternalServerException":
      return `AWS failed at ${what} (${said}): run this again later`;
    default:
      break;
  }
  if (message.startsWith("Region is missing")) {
    return "No AWS region is set: name one, such as eu-central-1, or set it in the profile; on the command line with --region, or by the ARN of the workload";
  }
  if (networkError !== undefined || name === "TimeoutError") {
    return `AWS cannot be reached for ${what}, as ${networkError ?? "it does not answer"}: look at the network and the region`;
  }
  return `AWS failed at ${what} (${said}): run this again, or look at the tool`;
}

function fieldsOf(error: unknown): { readonly name: string; readonly message: string; readonly code: string } {
  if (!(error instanceof Error)) return { name: "", message: oneLine(String(error)), code: "" };
  const { code, Code, Message } = error as Error & { code?: unknown; Code?: unknown; Message?: unknown };
  const message = error.message === "" || error.message === "UnknownError" ? String(Message ?? "") : error.message;
  // Errors that the service model does not know carry the service's name for them only there.
  const name = error.name === "Error" && typeof Code === "string" ? Code : error.name;
  return { name, message: oneLine(message).slice(0, 300), code: typeof code === "string" ? code : "" };
}

function invalidFields(error: unknown): string {
  const { Fields } = error as { Fields?: unknown };
  if (!Array.isArray(Fields)) return "";
  const lines = Fields.map(
    (field: { Name?: unknown; Message?: unknown }) => `; ${String(field.Name)}: ${String(field.Message)}`,
  );
  return oneLine(lines.join("")).slice(0, 300);
}
