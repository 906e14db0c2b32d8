import type { ModuleDescription, SdkDescription } from "../../../lens/sdks/description.ts";

/** `from "x"`, `import "x"`, `import("x")`, `require("x")`; also in comments and text, which costs a needless look only. */
const IMPORT = /\b(?:from|import|require)\s{0,200}\(?\s{0,200}["'`]([^"'`\s]{1,300})["'`]/g;

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
  /** Last names of exports and members that make something which calls a model when it is itself called. */
  readonly callableMakers = new Set<string>();
  /** Paths of members that call a model, by their last name. */
  readonly #callPaths = new Map<string, Set<string>>();

  constructor(sdks: readonly SdkDescription[]) {
    for (const sdk of sdks) {
      for (const description of sdk.modules) this.#addModule(sdk, description);
      for (const type of Object.values(sdk.types)) {
        for (const [path, member] of Object.entries(type.members ?? {})) {
          const last = lastName(path);
          this.memberNames.add(last);
          if (member.member === "makes" && isCallable(sdk, member.type)) this.callableMakers.add(last);
          if (member.member !== "call") continue;
          const paths = this.#callPaths.get(last);
          if (paths) paths.add(path);
          else this.#callPaths.set(last, new Set([path]));
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
      const last = lastName(name);
      if (entity.entity === "function") this.functionNames.add(last);
      if (entity.entity === "factory") this.factoryNames.add(last);
      if (entity.entity === "class" || entity.entity === "command") this.classNames.add(last);
      if ("type" in entity && isCallable(sdk, entity.type)) this.callableMakers.add(last);
    }
  }

  /**
   * Whether names after a receiver may end in a model call: `["chat", "completions", "create"]` of
   * `client.chat.completions.create`, or just `["create"]` where the receiver is part of the path already.
   */
  mayEndInCall(names: readonly string[]): boolean {
    const written = `.${names.join(".")}`;
    for (const path of this.#callPaths.get(names.at(-1) ?? "") ?? []) {
      if (`.${path}`.endsWith(written) || written.endsWith(`.${path}`)) return true;
    }
    return false;
  }

  /** Whether a text imports a described module: a cheap look before it is parsed. */
  namesSdk(text: string): boolean {
    for (const [, specifier = ""] of text.matchAll(IMPORT)) if (this.module(specifier)) return true;
    return false;
  }

  /** The description of an import specifier; `undefined` for modules that no SDK describes. */
  module(specifier: string): { sdk: SdkDescription; description: ModuleDescription } | undefined {
    return this.#modules.get(specifier) ?? this.#prefixes.find((each) => specifier.startsWith(each.prefix));
  }
}

/** Whether calling an instance of a type calls a model. */
function isCallable(sdk: SdkDescription, type: string | undefined): boolean {
  return type !== undefined && sdk.types[type]?.whenCalled?.member === "call";
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
