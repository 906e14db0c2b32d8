const SOURCE_NAME = /\.(?:[mc]?[tj]s|[tj]sx)$/;
const NOT_WRITTEN_BY_HAND = /\.(?:d\.[mc]?ts|d\.[^./]+\.ts|min\.[mc]?js)$/;

/** Folders that hold packages or build output whatever their ignore files say. */
const OUTPUT_FOLDERS: ReadonlySet<string> = new Set([
  "node_modules",
  "bower_components",
  "jspm_packages",
  ".git",
  ".hg",
  ".svn",
  ".yarn",
  ".pnpm-store",
  "dist",
  "build",
  "out",
  "coverage",
  "vendor",
  "cdk.out",
  ".aws-sam",
  ".cache",
  ".docusaurus",
  ".expo",
  ".next",
  ".nuxt",
  ".nyc_output",
  ".output",
  ".parcel-cache",
  ".serverless",
  ".sst",
  ".svelte-kit",
  ".terraform",
  ".turbo",
  ".vercel",
  ".vscode-test",
  ".wrangler",
]);

/** Whether a name is that of TypeScript or JavaScript written by hand. Declarations and minified files are not. */
export function isSourceName(name: string): boolean {
  return SOURCE_NAME.test(name) && !NOT_WRITTEN_BY_HAND.test(name);
}

/** Whether a folder of this name is never looked into. */
export function isOutputFolder(name: string): boolean {
  return OUTPUT_FOLDERS.has(name);
}
