import assert from "node:assert/strict";
import { onlyCall } from "./in-memory-host.ts";

/** Who serves a call through a client that is made with these options. */
function providerWith(options: string, before = ""): string | undefined {
  return onlyCall(`import { GoogleGenAI } from "@google/genai";
${before}
export async function caption(flag: boolean, settings: object) {
  const ai = new GoogleGenAI(${options});
  return ai.models.generateContent({ model: "gemini-3.6-flash", contents: "Caption" });
}`).provider;
}

describe("who serves a client of two services", () => {
  it("is the usual one where nothing chooses", () => {
    assert.equal(providerWith("{ apiKey: process.env.KEY }"), "google");
    assert.equal(providerWith(""), "google");
    assert.equal(providerWith("{ vertexai: false }"), "google");
  });

  it("is the other one where its flag is set, under either name", () => {
    assert.equal(providerWith("{ vertexai: true, project: process.env.PROJECT }"), "google-vertex");
    assert.equal(providerWith("{ enterprise: true }"), "google-vertex");
  });

  it("is the other one where an option is set that only that one has", () => {
    assert.equal(providerWith('{ project: "captions" }'), "google-vertex");
  });

  it("is not known where the flag is not", () => {
    assert.equal(providerWith("{ vertexai: flag }"), undefined);
    assert.equal(providerWith("{ vertexai: process.env.USE_VERTEX === 'true' }"), undefined);
    assert.equal(providerWith("{ project: process.env.PROJECT }"), undefined);
    assert.equal(providerWith("{ ...settings }"), undefined);
  });

  it("is told by a base URL before the flag", () => {
    assert.equal(
      providerWith('{ vertexai: true, httpOptions: { baseUrl: "https://generativelanguage.googleapis.com" } }'),
      "google",
    );
  });
});
