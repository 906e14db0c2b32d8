import type { Client } from "./clients.ts";
import type { CodeContext } from "./code-context.ts";
import type { DatabaseRecords, Place, Value } from "./values.ts";

/** Kinds of infrastructure and service resources that matter to generative AI. */
export type ResourceKind =
  | "guardrail"
  | "agent"
  | "agent alias"
  | "action group"
  | "knowledge base"
  | "data source"
  | "flow"
  | "prompt"
  | "inference profile"
  | "provisioned throughput"
  | "end of provisioned throughput"
  | "customisation job"
  | "batch job"
  | "evaluation job"
  | "invocation logging"
  | "agent runtime"
  | "gateway"
  | "memory"
  | "browser tool"
  | "code interpreter"
  | "endpoint"
  | "endpoint configuration"
  | "model"
  | "notebook"
  | "training job"
  | "scaling target"
  | "scaling policy"
  | "application"
  | "index"
  | "vector store"
  | "vector store policy"
  | "function"
  | "vpc"
  | "vpc endpoint"
  | "log group"
  | "bucket"
  | "role"
  | "alarm"
  | "dashboard"
  | "budget"
  | "api"
  | "web firewall";

/** A construct of the AWS CDK, or a resource that a program makes through an API. */
export interface Resource {
  readonly fact: "resource";
  readonly sdk: string;
  readonly kind: ResourceKind;
  readonly service: string;
  /** Class or command as the SDK exports it, such as `CfnGuardrail`. */
  readonly name: string;
  readonly origin: "construct" | "api call";
  /** Construct id or resource name. */
  readonly id: Value;
  readonly properties: Value;
  /** What the policy holds that its properties have as JSON text; `undefined` for other resources and for text that is not known. */
  readonly policyDocument: Value | undefined;
  /** For a job that customises a model: whole records that a query in the same function gives, with no step that filters them. */
  readonly wholeRecords: DatabaseRecords | undefined;
  /** Where the role is made that it works with; `undefined` where that cannot be told. */
  readonly role: Place | undefined;
  /** For a Lambda function: the VPC that it stands in, where the same file makes that under a name. */
  readonly vpc: NamedConstruct | undefined;
  readonly place: Place;
  readonly calleePlace: Place;
  /** For a Lambda function: the source file that it runs, where the code names it. */
  readonly entryFile: string | undefined;
  /** For a Lambda function: whether that file, or one that it imports, calls a model. `undefined` where that is not known. */
  readonly callsModel: boolean | undefined;
  /** For a Lambda function: its time limit beside that of a client, where the code says both. */
  readonly modelWait: ModelWait | undefined;
  readonly context: CodeContext;
}

/** A construct that the statement which makes it gives a name. */
export interface NamedConstruct {
  readonly place: Place;
  /** How the code below calls it: `vpc` or `this.vpc`. */
  readonly name: string;
}

/** How long a function may run, and how long a client that its entry file makes may wait for a model. */
export interface ModelWait {
  /** Of the function, and where it is written; ms. */
  readonly limit: number;
  readonly limitPlace: Place;
  /** Of one attempt; ms. */
  readonly wait: number;
  /** `undefined` where it is not known how often a call is tried again. */
  readonly attempts: number | undefined;
  readonly client: Pick<Client, "name" | "calleePlace">;
}

/**
 * A statement, grant or managed policy that lets somebody use a service of generative AI, or beside such code all of
 * another service.
 */
export interface Permission {
  readonly fact: "permission";
  readonly origin: "policy statement" | "grant" | "managed policy";
  readonly sdk: string;
  /** Actions such as `bedrock:InvokeModel`. */
  readonly actions: Value;
  readonly resources: Value;
  readonly effect: Value;
  readonly conditions: Value;
  /** For a managed policy: its name. */
  readonly managedPolicy: Value | undefined;
  /** Where the role, function or other construct is made that is given it; `undefined` where that cannot be told. */
  readonly grantee: Place | undefined;
  readonly place: Place;
  readonly calleePlace: Place;
  readonly context: CodeContext;
}
