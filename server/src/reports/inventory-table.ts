import { styleText } from "node:util";
import { counted, oneLine } from "./check-result.ts";
import { compareText } from "../workspace/paths.ts";
import type { Inventory, InventoryCall, InventoryValue } from "./inventory.ts";
import { formatTable } from "./table.ts";

/** The inventory for people at a terminal, model calls by model and file. */
export function inventoryTable(inventory: Inventory, isColoured: boolean): string {
  const heading = (text: string): string => (isColoured ? styleText("bold", text, { validateStream: false }) : text);
  const sections: string[] = [];
  const add = (title: string, header: readonly string[], rows: readonly (readonly string[])[]): void => {
    if (rows.length > 0)
      sections.push(`${heading(`${title} (${rows.length})`)}\n\n${formatTable(header, rows, isColoured)}`);
  };

  const modelOf = (call: InventoryCall): string => shown(call.model) || "none given";
  const calls = [...inventory.calls].sort(
    (first, second) => compareText(modelOf(first), modelOf(second)) || compareText(first.file, second.file),
  );
  add(
    "Model calls",
    ["Model", "Where", "SDK", "Call", "Kind", "Output limit", "Timeout"],
    calls.map((call, index) => [
      index > 0 && modelOf(calls[index - 1]!) === modelOf(call) ? "" : modelOf(call),
      `${call.file}:${call.line}:${call.column}`,
      call.sdk + (call.sdkVersion === null ? "" : ` ${call.sdkVersion}`),
      oneLine(call.callee),
      call.kind,
      shown(call.options["maxOutputTokens"]),
      shown(call.options["timeout"]),
    ]),
  );
  add(
    "Clients",
    ["Where", "SDK", "Name", "Provider"],
    inventory.clients.map((client) => [
      `${client.file}:${client.line}:${client.column}`,
      client.sdk + (client.sdkVersion === null ? "" : ` ${client.sdkVersion}`),
      client.name,
      client.provider ?? "?",
    ]),
  );
  add(
    "Tools",
    ["Where", "SDK", "Name"],
    inventory.tools.map((tool) => [`${tool.file}:${tool.line}:${tool.column}`, tool.sdk, oneLine(tool.name ?? "?")]),
  );
  add(
    "Retrievals",
    ["Where", "SDK", "Call", "Kind", "Store", "Results"],
    inventory.retrievals.map((retrieval) => [
      `${retrieval.file}:${retrieval.line}:${retrieval.column}`,
      retrieval.sdk + (retrieval.sdkVersion === null ? "" : ` ${retrieval.sdkVersion}`),
      oneLine(retrieval.callee),
      retrieval.kind,
      retrieval.provider ?? "?",
      shown(retrieval.options["topK"]),
    ]),
  );
  add(
    "Resources",
    ["Where", "Service", "Resource", "Id", "Runs"],
    inventory.resources.map((resource) => [
      `${resource.file}:${resource.line}:${resource.column}`,
      resource.service,
      oneLine(resource.name),
      shown(resource.id),
      resource.entryFile ?? "",
    ]),
  );
  add(
    "Models",
    ["Id", "Provider", "Status", "Shut down on", "Calls"],
    inventory.models.map((model) => [
      oneLine(model.id),
      model.provider ?? "?",
      model.status,
      model.shutdownOn ?? "",
      String(model.calls),
    ]),
  );
  if (sections.length === 0) return "No code that calls a generative-AI model was found.\n";
  const summary = `${counted(inventory.calls.length, "model call")}, ${counted(inventory.clients.length, "client")}, ${counted(inventory.tools.length, "tool")}, ${counted(inventory.retrievals.length, "retrieval")}, ${counted(inventory.resources.length, "resource")}, ${counted(inventory.models.length, "model")}`;
  return `${sections.join("\n\n")}\n\n${summary}. "?" stands for what the code does not show.\n`;
}

function shown(value: InventoryValue | undefined): string {
  if (value === undefined || value.state === "absent") return "";
  if (value.state === "unknown" || value.value === null) return "?";
  return oneLine(typeof value.value === "object" ? "{…}" : String(value.value));
}
