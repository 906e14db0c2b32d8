import type { AgentMemory } from "./facts/agents.ts";
import type { Client, Credential } from "./facts/clients.ts";
import type { Permission, Resource } from "./facts/infrastructure.ts";
import type { ModelCall } from "./facts/model-calls.ts";
import type { Observability } from "./facts/observability.ts";
import type { Flow, OutputUse } from "./facts/output.ts";
import type { Retrieval, TextSplitter } from "./facts/retrieval.ts";
import type { LaunchedServer, ServedTransport, ServerConnection } from "./facts/tool-servers.ts";
import type { Tool, ToolCallUse } from "./facts/tools.ts";

/**
 * The one vocabulary that the analysis writes and the rules read.
 *
 * Everything here is a plain value: no syntax tree, no editor type, no file handle.
 * Offsets are UTF-16 code units from the start of the file's text, end exclusive.
 */

export type * from "./facts/agents.ts";
export type * from "./facts/call-handling.ts";
export type * from "./facts/clients.ts";
export type * from "./facts/code-context.ts";
export type * from "./facts/infrastructure.ts";
export type * from "./facts/model-calls.ts";
export type * from "./facts/observability.ts";
export type * from "./facts/output.ts";
export type * from "./facts/retrieval.ts";
export type * from "./facts/taint.ts";
export type * from "./facts/tool-servers.ts";
export type * from "./facts/tools.ts";
export type * from "./facts/values.ts";
export type * from "./facts/verdicts.ts";

/** Any fact that a rule can judge. */
export type Fact =
  | ModelCall
  | Client
  | OutputUse
  | Flow
  | Credential
  | Tool
  | ToolCallUse
  | ServedTransport
  | ServerConnection
  | LaunchedServer
  | AgentMemory
  | Retrieval
  | TextSplitter
  | Resource
  | Permission
  | Observability;
