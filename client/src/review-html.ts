/** What the panel's document is made of. All addresses are as the webview sees them. */
export interface ReviewDocument {
  readonly script: string;
  readonly styles: string;
  /** Where the webview may load styles from. */
  readonly source: string;
  /** Fresh for every document. */
  readonly nonce: string;
  /** What it is drawn on. */
  readonly place: "side bar" | "editor";
}

/** The panel's document: it loads one script and one style sheet, and nothing else can run or load. */
export function reviewHtml({ script, styles, source, nonce, place }: ReviewDocument): string {
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>GenAI Lens review</title>
    <link rel="stylesheet" href="${escapeAttribute(styles)}">
  </head>
  <body>
    <main id="panel" data-place="${place}"></main>
    <script type="module" nonce="${nonce}" src="${escapeAttribute(script)}"></script>
  </body>
</html>
`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
