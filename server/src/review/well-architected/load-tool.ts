import { ToolError, type WellArchitectedTool } from "./tool.ts";

/** How the tool is reached. What is left out, the AWS SDK finds by its own rules: environment, files, roles. */
export interface ToolConnection {
  /** Name of a profile in the AWS configuration files. */
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}

/** Loads the AWS SDK and makes a client of it. Nothing is sent yet. Only what a person asked to talk to AWS calls this. */
export async function connectTool(connection: ToolConnection): Promise<WellArchitectedTool> {
  const { connect } = await import("./aws-tool.ts");
  return connect(connection, (line) => new ToolError(line));
}
