import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const FOLDER = "media/review";
const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).map((file) => join(FOLDER, file));

describe("the panel's sources", () => {
  it("take every colour from the theme", () => {
    const styles = files
      .filter((file) => file.endsWith(".css"))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    assert.match(styles, /var\(--vscode-foreground\)/);
    assert.doesNotMatch(
      styles,
      /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(|:\s*(?:white|black|red|green|blue|gr[ae]y)\b/i,
    );
  });

  it("never turn data into markup or inline styles", () => {
    const sources = files.filter((file) => file.endsWith(".ts"));
    assert.ok(sources.length > 10);
    for (const file of sources) {
      const source = readFileSync(file, "utf8");
      assert.doesNotMatch(
        source,
        /innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|document\.write|\sstyle=/,
        file,
      );
    }
  });
});
