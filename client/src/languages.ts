/** Languages that are analysed, on disk and in editors that were never saved. */
export const DOCUMENT_SELECTOR: { readonly scheme: string; readonly language: string }[] = ["file", "untitled"].flatMap(
  (scheme) =>
    ["typescript", "typescriptreact", "javascript", "javascriptreact"].map((language) => ({ scheme, language })),
);

/** Lenses that a team brought, which are checked as they are edited. */
export const LENS_FILES: { readonly scheme: string; readonly language: string; readonly pattern: string } = {
  scheme: "file",
  language: "json",
  pattern: "**/.genai-lens/lenses/*.json",
};

/** The design specification, which is held against the code. */
export const SPECIFICATION_FILES: { readonly scheme: string; readonly pattern: string } = {
  scheme: "file",
  pattern: "**/docs/genai-spec.md",
};

/** The configuration, in which mistyped names are mended. */
export const CONFIGURATION_FILES: { readonly scheme: string; readonly pattern: string } = {
  scheme: "file",
  pattern: "**/genai-lens.json",
};
