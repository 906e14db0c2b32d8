/** ESLint as its users run it on code that calls models: the parser for TypeScript and every rule of the plugins. */
const NAMES = ["vercel-ai", "openai", "anthropic", "gemini", "mcp-sdk"];

async function configuration() {
  const parser = await import("@typescript-eslint/parser");
  const plugins = {};
  const rules = {};
  for (const name of NAMES) {
    try {
      const { default: plugin } = await import(`eslint-plugin-${name}-security`);
      plugins[name] = plugin;
      for (const rule of Object.keys(plugin.rules ?? {})) rules[`${name}/${rule}`] = "warn";
    } catch {
      // Not installed: the benchmark says so.
    }
  }
  return [
    {
      files: ["**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}"],
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
      linterOptions: { reportUnusedDisableDirectives: "off" },
      plugins,
      rules,
    },
  ];
}

module.exports = configuration();
