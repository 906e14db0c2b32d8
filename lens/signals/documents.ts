import type { SignalKind } from "./signal-kind.ts";

export const documentSignals: readonly SignalKind[] = [
  {
    id: "design-specification",
    title: "Design specification",
    practices: ["AGENTSUS03-BP03", "RAISP01-BP01"],
    proves: ["AGENTSUS03-BP03"],
    marks: [{ mark: "path", path: /(?:^|\/)docs?\/genai-spec\.md$/i, isAnswered: true }],
  },
  {
    id: "system-card",
    title: "Model or system card",
    practices: ["RAIGT01-BP02"],
    proves: ["RAIGT01-BP02"],
    marks: [
      {
        mark: "path",
        path: /(?:^|\/)(?:[^/]*[-_.])?(?:model|system|service|ai)[-_ ]?cards?\.(?:mdx?|json|ya?ml)$/i,
        text: /\b(?:intended use|limitations?|out[- ]of[- ]scope|ethical|training data)\b/i,
      },
    ],
  },
  {
    id: "datasheet",
    title: "Data sheet of a data set",
    practices: ["RAIDP04-BP05"],
    proves: ["RAIDP04-BP05"],
    marks: [
      {
        mark: "path",
        path: /(?:^|\/)(?:[^/]*[-_.])?(?:data[-_ ]?sheets?|data(?:set)?[-_ ]?cards?)\.mdx?$/i,
        text: /\b(?:collect(?:ed|ion)|licen[cs]e|composition|annotat\w+|provenance)\b/i,
      },
    ],
  },
  {
    id: "threat-model",
    title: "Threat model or register of risks",
    practices: ["RAIBR02-BP06", "RAIBR03-BP04"],
    proves: ["RAIBR02-BP06", "RAIBR03-BP04"],
    marks: [
      {
        mark: "path",
        path: /(?:^|\/)[^/]*(?:threat[-_ ]?model|risk[-_ ]?(?:register|registry|assessment))[^/]*\.(?:mdx?|ya?ml|json)$/i,
        text: /\b(?:LLMs?|prompt injection|foundation models?|language models?|generative AI|jailbreak\w*|hallucinat\w+)\b/i,
      },
    ],
  },
];
