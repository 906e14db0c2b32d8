import type { ModuleDescription, SdkDescription } from "../../../lens/sdks/description.ts";

/** The SDK descriptions, indexed for look-ups while code is read. */
export class Knowledge {
  readonly #modules = new Map<string, { sdk: SdkDescription; description: ModuleDescription }>();
  readonly #prefixes: { prefix: string; sdk: SdkDescription; description: ModuleDescription }[] = [];
  /** Last names of all members that are calls, sends or makers: `create`, `send`. */
  readonly memberNames = new Set<string>();
  /** Names of exported functions that call a model. */
  readonly functionNames = new Set<string>();
  /** Names of exported functions that make a client or provider. */
  readonly factoryNames = new Set<string>();
  /** Names of exported classes and commands. */
  readonly classNames = new Set<string>();
  /** Last names of all that may be given the handler of a tool. */
  readonly #toolNames = new Set<string>();
  /** Paths of members that call a model, by their last name. */
  readonly #callPaths = new Map<string, string[]>();

  #named: RegExp | undefined;

  constructor(sdks: readonly SdkDescription[]) {
    for (const sdk of sdks) {
      for (const description of sdk.modules) this.#addModule(sdk, description);
      for (const type of Object.values(sdk.types)) {
        for (const [path, member] of Object.entries(type.members ?? {})) {
          const last = path.slice(path.lastIndexOf(".") + 1);
          this.memberNames.add(last);
          if (member.member === "tool" || (member.member === "call" && member.call.tool)) this.#toolNames.add(last);
          if (member.member === "call") this.#callPaths.set(last, [...(this.#callPaths.get(last) ?? []), path]);
        }
      }
    }
  }

  #addModule(sdk: SdkDescription, description: ModuleDescription): void {
    for (const specifier of description.specifiers) {
      if (specifier.endsWith("/*")) this.#prefixes.push({ prefix: specifier.slice(0, -1), sdk, description });
      else this.#modules.set(specifier, { sdk, description });
    }
    for (const [name, entity] of Object.entries(description.exports)) {
      if (entity.entity === "tool" || (entity.entity === "function" && entity.call.tool)) this.#toolNames.add(name);
      if (entity.entity === "function") this.functionNames.add(name);
      if (entity.entity === "factory") this.factoryNames.add(name);
      if (entity.entity === "class" || entity.entity === "command") this.classNames.add(name);
    }
  }

  /**
   * Whether names after a receiver may end in a model call: `["chat", "completions", "create"]` of
   * `client.chat.completions.create`, or just `["create"]` where the receiver is part of the path already.
   */
  mayEndInCall(names: readonly string[]): boolean {
    const written = `.${names.join(".")}`;
    return (this.#callPaths.get(names.at(-1) ?? "") ?? []).some(
      (path) => `.${path}`.endsWith(written) || written.endsWith(`.${path}`),
    );
  }

  /** Whether a call of something of this name may be given the handler of a tool. */
  mayTakeTool(name: string): boolean {
    return this.#toolNames.has(name);
  }

  /** Whether a text names a described module in quotes: a cheap look before it is parsed. */
  namesSdk(text: string): boolean {
    this.#named ??= new RegExp(
      `["'\`](${[...this.#modules.keys(), ...this.#prefixes.map((each) => each.prefix.slice(0, -1))].map(escaped).join("|")})["'\`/]`,
    );
    return this.#named.test(text);
  }

  /** The description of an import specifier; `undefined` for modules that no SDK describes. */
  module(specifier: string): { sdk: SdkDescription; description: ModuleDescription } | undefined {
    return this.#modules.get(specifier) ?? this.#prefixes.find((each) => specifier.startsWith(each.prefix));
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
