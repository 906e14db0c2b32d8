import type { ExtensionContext } from "vscode";

const KEY = "genaiLens.review.me";

/**
 * Name under which the person at this editor owns practices: the same in every panel and workspace, and on every
 * computer whose settings the editor keeps in step.
 */
export class MyName {
  readonly #memory: ExtensionContext["globalState"];

  constructor(memory: ExtensionContext["globalState"]) {
    this.#memory = memory;
    memory.setKeysForSync([KEY]);
  }

  /** "" where it was not given. */
  get name(): string {
    return this.#memory.get<string>(KEY, "");
  }

  async remember(name: string): Promise<void> {
    await this.#memory.update(KEY, name === "" ? undefined : name);
  }
}
