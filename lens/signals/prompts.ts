import { alternativesOf } from "../rules/values.ts";
import type { SignalKind } from "./signal-kind.ts";
import { resourceOf } from "./shown-facts.ts";

/** Words that instructions for a model begin with. */
const INSTRUCTIONS = /\b(?:You are|You're|Your (?:task|job|role|goal) is|Act as) [^\n`"']{0,80}/;

export const promptSignals: readonly SignalKind[] = [
  {
    id: "prompt-files",
    title: "Prompts in files of their own",
    practices: ["GENOPS03-BP01"],
    marks: [
      { mark: "path", path: /^(?!(?:.*\/)?\.[^/]+\/).*[^/]\.(?:prompt|prompty|prompt\.(?:md|txt|ya?ml))$/i },
      {
        mark: "path",
        path: /^(?!(?:.*\/)?\.[^/]+\/)(?:.*\/)?(?:system[-_])?prompts?\/(?:[^/]+\/)*(?!readme)[^/]+\.(?:md|txt|ya?ml|j2|hbs|mustache)$/i,
        text: INSTRUCTIONS,
        isGeneral: true,
      },
      {
        mark: "path",
        path: /(?:^|\/)(?:(?:system[-_])?prompts?\/(?:[^/]+\/)*[^/]+|(?:[^/]*[-_.])?prompts?)\.[cm]?[jt]s$/i,
        text: INSTRUCTIONS,
        isGeneral: true,
      },
    ],
  },
  {
    id: "prompt-registry",
    title: "Prompt registry",
    practices: ["GENOPS03-BP01", "GENREL04-BP01", "GENSEC04-BP01", "AGENTOPS02-BP03"],
    proves: ["GENOPS03-BP01", "GENREL04-BP01"],
    marks: [
      { mark: "fact", shows: resourceOf(["prompt"]) },
      {
        mark: "fact",
        shows(fact) {
          if (fact.fact !== "model call" || fact.options.model === undefined) return undefined;
          const arn = alternativesOf(fact.options.model).find(
            (value) =>
              value.state === "known" && value.form === "constant" && /:prompt\/[A-Z0-9]+/.test(String(value.value)),
          );
          return arn === undefined ? undefined : { place: fact.calleePlace, text: `${fact.callee} of a kept prompt` };
        },
      },
      {
        mark: "import",
        specifier: /^(?:langfuse|langfuse-node|@langfuse\/client)$/,
        text: /\.(?:getPrompt|prompt\.get)\(/,
      },
      // A name with an owner is somebody's public prompt.
      {
        mark: "import",
        specifier: /^langchain\/hub(?:\/node)?$/,
        text: /\bpull(?:<[^>]*>)?\((?!\s*["'`][\w.-]+\/)/,
      },
      {
        mark: "import",
        specifier: /^langsmith$/,
        text: /\.(?:pullPrompt|pullPromptCommit|_pullPrompt)\((?!\s*["'`][\w.-]+\/)/,
      },
      { mark: "import", specifier: /^braintrust$/, text: /(?<![\w.])loadPrompt\(/ },
      { mark: "import", specifier: /^@latitude-data\/sdk$/, text: /\.prompts\.(?:get|run|render)\(/ },
      { mark: "import", specifier: /^@aws-sdk\/client-bedrock-agent$/, text: /new GetPromptCommand\(/ },
      { mark: "import", specifier: /^@posthog\/ai$/, text: /new Prompts\(/ },
    ],
  },
  {
    id: "model-catalogue",
    title: "Models listed in one place",
    practices: ["GENREL04-BP02"],
    proves: ["GENREL04-BP02"],
    marks: [
      {
        mark: "path",
        path: /(?:^|\/)(?:ai[-_]?|llm[-_]?)?models?(?:[-_.]?(?:config|catalog(?:ue)?|registry|list|ids?))?\.(?:[cm]?[jt]s|json)$/i,
        text: /["'`](?:[\w-]+[./:])*(?:gpt-\d|o[134](?:-mini)?["'`]|claude-|gemini-|llama-?\d|nova-|mistral-|deepseek-|grok-|command-)[\w.:-]*["'`](?=[\s\S]{0,3000}["'`](?:[\w-]+[./:])*(?:gpt-\d|o[134](?:-mini)?["'`]|claude-|gemini-|llama-?\d|nova-|mistral-|deepseek-|grok-|command-))/,
        isGeneral: true,
      },
    ],
  },
];
