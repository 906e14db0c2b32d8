import type { FlowSink, TaintSource } from "../../../lens/facts.ts";
import type { SinkCall } from "../../../lens/flows/sinks.ts";
import type { OwnNames } from "../../../lens/own-names.ts";
import { CalleeTable } from "./origins.ts";

interface OwnSourceCall {
  readonly callees: readonly string[];
  readonly source: TaintSource;
}

interface OwnSanitiserCall {
  readonly callees: readonly string[];
  readonly harmlessFor: readonly FlowSink[] | undefined;
}

/** A team's own sources, sinks and sanitisers, by how their callees are written. */
export interface OwnFlows {
  readonly sources: CalleeTable<OwnSourceCall>;
  readonly sanitisers: CalleeTable<OwnSanitiserCall>;
  readonly sinks: CalleeTable<SinkCall>;
}

/** The tables that a team's own names make. */
export function ownFlowsOf(names: OwnNames): OwnFlows {
  return {
    sources: new CalleeTable(names.sources.map((each) => ({ callees: calleesOf(each), source: each.source }))),
    sanitisers: new CalleeTable(
      names.sanitisers.map((each) => ({ callees: calleesOf(each), harmlessFor: each.harmlessFor })),
    ),
    sinks: new CalleeTable(
      names.sinks.map((each): SinkCall => {
        const given = each.arguments;
        return { sink: each.sink, callees: calleesOf(each), ...(given === undefined ? {} : { arguments: given }) };
      }),
    ),
  };
}

function calleesOf(entry: { readonly name: string; readonly package: string | undefined }): readonly string[] {
  if (entry.package !== undefined) return [`${entry.package}:${entry.name}`];
  return entry.name.includes(".") ? [entry.name] : [entry.name, `*.${entry.name}`];
}
