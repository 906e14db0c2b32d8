import type {
  CallDescription,
  ExportedEntity,
  MemberDescription,
  ObservabilityDescription,
  ResourceDescription,
  RetrievalDescription,
  SdkDescription,
  TypeDescription,
} from "./description.ts";

/**
 * What one operation of an AWS service is, whichever way it is called. Option paths count from the operation's
 * input, `0`. Time limit, retries and abort signal are left out: every way of calling has its own.
 */
export type AwsOperation =
  | { readonly call: CallDescription }
  | { readonly retrieval: RetrievalDescription }
  | { readonly resource: ResourceDescription }
  | { readonly observability: ObservabilityDescription };

/** Operations by their name in the service's API, such as `InvokeModel`. */
export type AwsOperations = Readonly<Record<string, AwsOperation>>;

export interface AwsService {
  readonly id: string;
  readonly title: string;
  /** The package of the AWS SDK 3. */
  readonly package: string;
  /** The class that has a method for each operation; with `Client` after it, the class that commands are sent by. */
  readonly className: string;
  readonly provider: string;
  readonly operations: AwsOperations;
  /** Enumerations that the package exports, with their members. */
  readonly names?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The description of one service's package in the AWS SDK for JavaScript 3: commands, and methods of the class that has them all. */
export function awsServiceDescription(service: AwsService): SdkDescription {
  const client = clientType(service);
  const commands: Record<string, ExportedEntity> = {};
  const methods: Record<string, MemberDescription> = {};
  for (const [name, operation] of Object.entries(service.operations)) {
    commands[`${name}Command`] = commandOf(operation);
    methods[methodName(name)] = methodOf(operation, requestOptionsOfMethod);
  }
  const enumerations = Object.fromEntries(
    Object.entries(service.names ?? {}).map(([name, values]): [string, ExportedEntity] => [
      name,
      { entity: "names", values },
    ]),
  );
  const { className } = service;
  return {
    id: service.id,
    title: service.title,
    versionPackage: service.package,
    modules: [
      {
        specifiers: [service.package],
        exports: {
          [`${className}Client`]: { entity: "class", type: `${className}Client` },
          [className]: { entity: "class", type: className },
          ...commands,
          ...enumerations,
        },
      },
    ],
    types: {
      [`${className}Client`]: client,
      [className]: { ...client, members: { ...client.members, ...methods } },
    },
  };
}

/** The method of an operation: `InvokeModel` is called as `invokeModel`. */
export function methodName(operation: string): string {
  return operation.charAt(0).toLowerCase() + operation.slice(1);
}

/** An operation as a method; `requestOptions` are the options that say how a request is sent. */
export function methodOf(operation: AwsOperation, requestOptions: CallDescription["options"]): MemberDescription {
  if ("call" in operation) return { member: "call", call: withOptions(operation.call, requestOptions) };
  if ("retrieval" in operation) return { member: "retrieval", retrieval: operation.retrieval };
  if ("resource" in operation) return { member: "resource", resource: operation.resource };
  return { member: "observability", observability: operation.observability };
}

function commandOf(operation: AwsOperation): ExportedEntity {
  if ("call" in operation) return { entity: "command", call: withOptions(operation.call, requestOptions("send")) };
  if ("retrieval" in operation) return { entity: "retrieval", retrieval: operation.retrieval };
  if ("resource" in operation) return { entity: "resource", resource: operation.resource };
  return { entity: "observability", observability: operation.observability };
}

function withOptions(call: CallDescription, options: CallDescription["options"]): CallDescription {
  return { ...call, options: { ...call.options, ...options } };
}

/** `argument` is where the options of one request stand: beside a command, or as the second argument of a method. */
function requestOptions(argument: "send" | "1"): CallDescription["options"] {
  return {
    timeout: [`${argument}.requestTimeout`, "client.timeout"],
    retries: "client.retries",
    abortSignal: `${argument}.abortSignal`,
  };
}

const requestOptionsOfMethod = requestOptions("1");

function clientType({ provider, operations }: AwsService): TypeDescription {
  // Setting up and storing may take the time that it takes: only who asks a model waits for it.
  const asksModels = Object.values(operations).some((operation) => "call" in operation);
  return {
    role: "client",
    provider,
    options: {
      apiKey: ["0.token.token", "0.credentials.secretAccessKey"],
      baseUrl: "0.endpoint",
      region: "0.region",
      // `requestHandler` is an object of settings or a handler made from one.
      ...(asksModels && {
        timeout: ["0.requestHandler.requestTimeout", { path: "0.requestHandler.socketTimeout", isReadOnly: true }],
      }),
      retries: { path: "0.maxAttempts", minus: 1 },
      requestHandler: "0.requestHandler",
      idleTimeout: "0.requestHandler.socketTimeout",
      throwsOnTimeout: "0.requestHandler.throwOnRequestTimeout",
      checksCertificates: "0.requestHandler.httpsAgent.rejectUnauthorized",
    },
    // @smithy/node-http-handler: requestTimeout 0; @smithy/core: three attempts.
    defaults: { timeout: null, retries: 2, maxSteps: undefined },
    // Region and credentials are looked for when the first command is sent.
    isLazy: true,
    members: { send: { member: "send" } },
  };
}

/** An operation that makes a resource. `id` is the property of its input that names it. */
export function makes(
  kind: ResourceDescription["kind"],
  service: string,
  id: string | undefined,
): { readonly resource: ResourceDescription } {
  return { resource: { kind, service, properties: "0", ...(id !== undefined && { id: `0.${id}` }) } };
}
