import type { ExportedEntity, SplitterDescription } from "./description.ts";

const byCharacters: SplitterDescription = {
  unit: "characters",
  chunkSize: "0.chunkSize",
  chunkOverlap: "0.chunkOverlap",
  measure: "0.lengthFunction",
  defaults: { chunkSize: 1000, chunkOverlap: 200 },
  throwsFrom: "as large",
};

const ofLanguage: SplitterDescription = {
  ...byCharacters,
  chunkSize: "1.chunkSize",
  chunkOverlap: "1.chunkOverlap",
  measure: "1.lengthFunction",
};

const characterClasses = [
  "CharacterTextSplitter",
  "RecursiveCharacterTextSplitter",
  "MarkdownTextSplitter",
  "LatexTextSplitter",
];

/** Classes that cut texts, from `@langchain/textsplitters` 0.1 and 1.0 (text_splitter.ts). */
export const splitterExports: readonly (readonly [
  specifiers: readonly string[],
  exports: Readonly<Record<string, ExportedEntity>>,
])[] = [
  [
    ["@langchain/textsplitters", "langchain/text_splitter", "@langchain/classic/text_splitter"],
    {
      ...Object.fromEntries(
        characterClasses.map((name): [string, ExportedEntity] => [
          name,
          { entity: "splitter", splitter: byCharacters },
        ]),
      ),
      "RecursiveCharacterTextSplitter.fromLanguage": { entity: "splitter", splitter: ofLanguage },
      TokenTextSplitter: { entity: "splitter", splitter: { ...byCharacters, unit: "tokens" } },
    },
  ],
];
