/** Prefixes of IAM actions of services that serve, adapt or search for generative AI. */
const servicePrefixes: ReadonlySet<string> = new Set([
  "*",
  "bedrock",
  "bedrock-agentcore",
  "bedrock-mantle",
  "sagemaker",
  "sagemaker-geospatial",
  "qbusiness",
  "qapps",
  "q",
  "aoss",
  "s3vectors",
]);

/** Whether an IAM action such as `bedrock:InvokeModel` or `*` is one of a service of generative AI, perhaps among others. */
export function isGenerativeAction(action: string): boolean {
  const [prefix = ""] = action.toLowerCase().split(":");
  return servicePrefixes.has(prefix);
}

/** Whether an IAM action is one that code which has nothing to do with generative AI needs as well. */
export function isGeneralAction(action: string): boolean {
  const [prefix = ""] = action.toLowerCase().split(":");
  return prefix === "*" || prefix === "aoss" || !isGenerativeAction(action);
}

/** Whether an AWS managed policy, by its name or ARN, allows the use of a service of generative AI. */
export function isGenerativePolicy(name: string): boolean {
  const base = name.slice(name.lastIndexOf("/") + 1);
  return (
    /bedrock|sagemaker|qbusiness|agentcore|opensearchserverless|s3vectors/i.test(base) ||
    /^AmazonQ(FullAccess|Developer|Business|Apps)/.test(base) ||
    isGeneralPolicy(base)
  );
}

/** Whether an AWS managed policy, by its name or ARN, allows the use of nearly every service. */
export function isGeneralPolicy(name: string): boolean {
  return /^(AdministratorAccess|PowerUserAccess)/.test(name.slice(name.lastIndexOf("/") + 1));
}
