import { type ToolConnection, ToolError, type WellArchitectedTool } from "./tool.ts";

/** Loads the AWS SDK and makes a client of it. Nothing is sent yet. Only what a person asked to talk to AWS calls this. */
export async function connectTool(connection: ToolConnection): Promise<WellArchitectedTool> {
  const { connect } = await import("./aws-tool.ts");
  return connect(connection, (line) => new ToolError(line));
}
