/** Languages that are analysed, on disk and in editors that were never saved. */
export const DOCUMENT_SELECTOR: { readonly scheme: string; readonly language: string }[] = ["file", "untitled"].flatMap(
  (scheme) =>
    ["typescript", "typescriptreact", "javascript", "javascriptreact"].map((language) => ({ scheme, language })),
);

/** Documents that the server is told of: those that are analysed, and the configuration, whose mistakes it mends. */
export const SERVED_DOCUMENTS: { readonly scheme: string; readonly language?: string; readonly pattern?: string }[] = [
  ...DOCUMENT_SELECTOR,
  { scheme: "file", pattern: "**/genai-lens.json" },
];
