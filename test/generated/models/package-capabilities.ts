import { build } from "esbuild";
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/** Capabilities as `lens/models/capabilities.json` keeps them, with the versions of the packages they were read from. */
export interface CapabilityTable {
  readonly sources: Readonly<Record<string, string>>;
  readonly models: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

// Another program's data: what is read of it goes into the table as it is, and a person looks at the difference.
/* oxlint-disable typescript/no-explicit-any */
type Entry = {
  readonly capabilities: { readonly language: Readonly<Record<string, any>> };
  readonly requestConfig: any;
};

interface Catalogue {
  readonly name: string;
  readonly packageName: string;
  /** File of its source that lists the models. */
  readonly file: string;
  readonly row: (id: string, exported: Readonly<Record<string, any>>) => Readonly<Record<string, unknown>>;
}

/** Provider packages of the AI SDK (Apache-2.0) that list what their models take. */
const CATALOGUES: readonly Catalogue[] = [
  {
    name: "openai",
    packageName: "@ai-sdk/openai",
    file: "openai-model-catalog.ts",
    row: (id, exported) => {
      const { capabilities, requestConfig } = exported["getOpenAILanguageModelEntry"](id) as Entry;
      const { language } = capabilities;
      return {
        reasoning: language["reasoning"].support,
        efforts: language["reasoning"].efforts,
        temperature: language["sampling"].temperature,
        topP: language["sampling"].topP,
        systemMessageMode: requestConfig.language.systemMessageMode,
        tools: language["tools"].usage,
        serviceTiers: language["serviceTiers"],
        chatFunctionToolsWithReasoning: language["endpoints"].chat.functionToolsWithReasoning,
      };
    },
  },
  {
    name: "anthropic",
    packageName: "@ai-sdk/anthropic",
    file: "anthropic-model-catalog.ts",
    row: (id, exported) => exported["getAnthropicModelCapabilities"](id),
  },
  {
    name: "google",
    packageName: "@ai-sdk/google",
    file: "google-model-catalog.ts",
    row: (id, exported) => {
      const { capabilities, requestConfig } = exported["getGoogleLanguageModelEntry"](id) as Entry;
      const { language } = capabilities;
      return {
        sampling: language["sampling"],
        reasoning: language["reasoning"],
        requestConfig: requestConfig.language,
        tools: language["tools"].usage,
      };
    },
  },
];

/**
 * Downloads the newest packages into `folder` and reads what they say of the models that they list and of those of
 * `known`: a dated id is often not listed but follows from its family. Throws where a package cannot be had or read.
 */
export async function readCapabilities(folder: string, known: CapabilityTable): Promise<CapabilityTable> {
  const sources: Record<string, string> = {};
  const models: Record<string, Record<string, unknown>> = {};
  for (const catalogue of CATALOGUES) {
    const place = path.join(folder, catalogue.name);
    await mkdir(place, { recursive: true });
    await writeFile(path.join(place, "package.json"), '{ "private": true }\n');
    const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--omit=optional"];
    await promisify(execFile)("npm", ["install", ...options, `${catalogue.packageName}@latest`], { cwd: place });
    const installed = path.join(place, "node_modules", catalogue.packageName);
    const { version } = JSON.parse(await readFile(path.join(installed, "package.json"), "utf8")) as { version: string };
    const bundle = path.join(place, "catalogue.mjs");
    await build({
      entryPoints: [path.join(installed, "src", catalogue.file)],
      outfile: bundle,
      bundle: true,
      platform: "node",
      format: "esm",
      logLevel: "error",
    });
    const exported = (await import(pathToFileURL(bundle).href)) as Readonly<Record<string, any>>;
    const listed = exported[`${catalogue.name}ModelCatalog`] as Readonly<Record<string, Partial<Entry>>>;
    const ids = Object.keys(listed).filter((id) => listed[id]?.capabilities?.language !== undefined);
    const all = new Set([...Object.keys(known.models[catalogue.name] ?? {}), ...ids]);
    models[catalogue.name] = Object.fromEntries([...all].map((id) => [id, catalogue.row(id, exported)]));
    sources[catalogue.packageName] = version;
  }
  return { sources, models };
}
