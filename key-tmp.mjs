import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os"; import path from "node:path";
import { Workspace } from "./server/src/workspace/workspace.ts";
import { plainFile } from "./test/bench/made-up-repository.mjs";
const folder = mkdtempSync(path.join(os.tmpdir(), "key-"));
const text = `import OpenAI from "openai";
const client = new OpenAI();
export const ask = (content: string) => client.chat.completions.create({ model: "gpt-6-luna", messages: [{ role: "user", content }] });
${Array.from({ length: 6 }, (_, index) => plainFile(index)).join("")}`;
writeFileSync(path.join(folder, "package.json"), '{"dependencies":{"openai":"^6.0.0"}}');
const file=path.join(folder, "long.ts"); writeFileSync(file, text);
const w = new Workspace(folder, {today:"2026-11-22"});
const times=[];
for (let v=0; v<+(process.argv[2]||200); v++){ const s=process.cpuUsage(); w.setOverlay(file, `${text}\n// ${"x".repeat(v)}`, v); w.report(file); const u=process.cpuUsage(s); times.push((u.user+u.system)/1000); }
const q=(a,f)=>[...a].sort((x,y)=>x-y)[Math.floor(a.length*f)];
console.log(text.split("\n").length,"lines; cpu ms first10", times.slice(0,10).map(x=>x.toFixed(0)).join(" "), "p50", q(times,.5).toFixed(1), "p95", q(times,.95).toFixed(1), "last100 p50", q(times.slice(-100),.5).toFixed(1));
