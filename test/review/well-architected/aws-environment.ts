import { KEY, PROFILE_KEY, REGION } from "./tool-server.ts";

const NAMES = [
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_PROFILE",
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "AWS_CONFIG_FILE",
  "AWS_SHARED_CREDENTIALS_FILE",
  "AWS_EC2_METADATA_DISABLED",
  "AWS_ENDPOINT_URL_WELLARCHITECTED",
  "AWS_MAX_ATTEMPTS",
] as const;

/** What an AWS configuration file says in tests. */
export const CONFIG_FILE = `[profile review]
region = ${REGION}
aws_access_key_id = ${PROFILE_KEY.id}
aws_secret_access_key = ${PROFILE_KEY.secret}
`;

/** Has the AWS SDK talk to `endpoint` with made-up credentials, and answers with what puts everything back. */
export function useAws(endpoint: string, configFile: string): () => void {
  const before = new Map(NAMES.map((name) => [name, process.env[name]]));
  for (const name of NAMES) delete process.env[name];
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: KEY.id,
    AWS_SECRET_ACCESS_KEY: KEY.secret,
    AWS_CONFIG_FILE: configFile,
    AWS_SHARED_CREDENTIALS_FILE: `${configFile}.none`,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL_WELLARCHITECTED: endpoint,
    AWS_MAX_ATTEMPTS: "2",
  });
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
