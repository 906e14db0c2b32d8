/** Loaded into a measured process: says on its last breath how much memory it took at most. */
process.once("exit", () => {
  require("node:fs").writeFileSync(process.env.GENAI_LENS_PEAK_MEMORY, String(process.resourceUsage().maxRSS));
});
