import type { ModuleDescription, SdkDescription } from "../../../lens/sdks/description.ts";

/** Exports and members that give a fact of their own and call no model. */
const DESCRIBED: ReadonlySet<string> = new Set(["retrieval", "resource", "permission", "tool", "observability"]);

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
  /** Last names of other exports that facts are made of where they are called or made with `new`: tools, resources and the like. */
  readonly describedNames = new Set<string>();
  /** Paths of members that facts are made of where they are called, by their last name. */
  readonly #callPaths = new Map<string, string[]>();

  #named: RegExp | undefined;

  constructor(sdks: readonly SdkDescription[]) {
    for (const sdk of sdks) {
      for (const description of sdk.modules) this.#addModule(sdk, description);
      for (const type of Object.values(sdk.types)) {
        for (const [path, member] of Object.entries(type.members ?? {})) {
          const last = lastName(path);
          const isDescribed = DESCRIBED.has(member.member);
          if (!isDescribed) this.memberNames.add(last);
          if (isDescribed || member.member === "call")
            this.#callPaths.set(last, [...(this.#callPaths.get(last) ?? []), path]);
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
      if (entity.entity === "function") this.functionNames.add(name);
      if (entity.entity === "factory") this.factoryNames.add(name);
      if (entity.entity === "class" || entity.entity === "command") this.classNames.add(name);
      if (DESCRIBED.has(entity.entity) || (entity.entity === "wrapper" && entity.observability))
        this.describedNames.add(lastName(name));
    }
  }

  /**
   * Whether names after a receiver may end in a model call, or in another member that facts are made of: `["chat", "completions", "create"]` of
   * `client.chat.completions.create`, or just `["create"]` where the receiver is part of the path already.
   */
  mayEndInCall(names: readonly string[]): boolean {
    const written = `.${names.join(".")}`;
    return (this.#callPaths.get(names.at(-1) ?? "") ?? []).some(
      (path) => `.${path}`.endsWith(written) || written.endsWith(`.${path}`),
    );
  }

  /** Whether a text names a described module in quotes: a cheap look before it is parsed. */
  namesSdk(text: string): boolean {
    this.#named ??= new RegExp(
      `["'\`](${[...this.#modules.keys(), ...this.#prefixes.map((each) => each.prefix.slice(0, -1))].map(escaped).join("|")})["'\`/]`,
    );
    return this.#named.test(text);
  }

  /** Whether what an import specifier gives can call a model, rather than only define, trace or store something. */
  callsModels(specifier: string): boolean {
    const found = this.module(specifier);
    return (
      found !== undefined &&
      Object.values(found.description.exports).some((entity) => {
        if (entity.entity === "function" || entity.entity === "command") return true;
        const isMade = entity.entity === "class" || entity.entity === "factory" || entity.entity === "instance";
        return isMade && canCallModel(found.sdk, entity.type);
      })
    );
  }

  /** The description of an import specifier; `undefined` for modules that no SDK describes. */
  module(specifier: string): { sdk: SdkDescription; description: ModuleDescription } | undefined {
    return this.#modules.get(specifier) ?? this.#prefixes.find((each) => specifier.startsWith(each.prefix));
  }
}

/** Whether an instance of a type, or what is made from one, has a member that calls a model. */
function canCallModel(sdk: SdkDescription, start: string): boolean {
  const pending = new Set([start]);
  for (const name of pending) {
    const type = sdk.types[name];
    if (type?.role === "model" || type?.role === "agent") return true;
    for (const member of [...Object.values(type?.members ?? {}), ...(type?.whenCalled ? [type.whenCalled] : [])]) {
      if (member.member === "call") return true;
      if (member.member === "makes") pending.add(member.type);
    }
  }
  return false;
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
