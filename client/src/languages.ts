/** Languages that are analysed, on disk and in editors that were never saved. */
export const DOCUMENT_SELECTOR: { readonly scheme: string; readonly language: string }[] = ["file", "untitled"].flatMap(
  (scheme) =>
    ["typescript", "typescriptreact", "javascript", "javascriptreact"].map((language) => ({ scheme, language })),
);
