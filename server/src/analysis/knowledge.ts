import type { ModuleDescription, SdkDescription } from "../../../lens/sdks/description.ts";
import { NO_OWN_NAMES, type OwnNames } from "../../../lens/own-names.ts";
import { packageNameOf } from "../../../lens/sdks/index.ts";
import { ownWrapperSdks } from "../../../lens/sdks/own-wrappers.ts";
import { type OwnFlows, ownFlowsOf } from "./own-flows.ts";
import { exportNamed, isHolder } from "./exported-names.ts";
import { eachImportSpecifier, perText } from "./import-specifiers.ts";

/**
 * The same for as long as the descriptions are: indexing all of them takes longer than reading a small file. `names`
 * is what a team says of its own functions.
 */
export function knowledgeOf(sdks: readonly SdkDescription[], names: OwnNames = NO_OWN_NAMES): Knowledge {
  if (names !== NO_OWN_NAMES) return new Knowledge([...sdks, ...ownWrapperSdks(names.wrappers)], ownFlowsOf(names));
  let knowledge = knowledgeOfSdks.get(sdks);
  if (!knowledge) knowledgeOfSdks.set(sdks, (knowledge = new Knowledge(sdks, NO_OWN_FLOWS)));
  return knowledge;
}

const NO_OWN_FLOWS = ownFlowsOf(NO_OWN_NAMES);

const knowledgeOfSdks = new WeakMap<readonly SdkDescription[], Knowledge>();

/** Exports and members that give a fact of their own and call no model. */
const DESCRIBED: ReadonlySet<string> = new Set([
  "retrieval",
  "resource",
  "permission",
  "tool",
  "connection",
  "splitter",
  "observability",
]);

interface DescribedModule {
  readonly sdk: SdkDescription;
  readonly description: ModuleDescription;
}

/** The SDK descriptions, indexed for look-ups while code is read. */
export class Knowledge {
  readonly #modules = new Map<string, DescribedModule>();
  readonly #prefixes: (DescribedModule & { readonly prefix: string })[] = [];
  readonly #callers = new Map<ModuleDescription, readonly string[]>();
  /** Last names of all members: `create`, `send`, `withOptions`. */
  readonly memberNames = new Set<string>();
  /** Last names of the members that call a model or send a command: `create`, `send`. */
  readonly askingNames = new Set<string>();
  /** Names of exported functions that call a model. */
  readonly functionNames = new Set<string>();
  /** Names of exported functions that make a client or provider. */
  readonly factoryNames = new Set<string>();
  /** Names of exported classes and commands. */
  readonly classNames = new Set<string>();
  /** Last names of exports and members that make something which calls a model when it is itself called. */
  readonly callableMakers = new Set<string>();
  /** Last names of other exports that facts are made of where they are called or made with `new`: tools, resources and the like. */
  readonly describedNames = new Set<string>();
  /** Names of exports that call functions which they are given with something of their own. */
  readonly callbackNames = new Set<string>();
  /** Last names of all that may be given the handler of a tool. */
  readonly #toolNames = new Set<string>();
  /** Paths of members that facts are made of where they are called, by their last name. */
  readonly #callPaths = new Map<string, Set<string>>();
  #generativePackages: ReadonlySet<string> | undefined;

  /** What the team says of its own functions. */
  readonly own: OwnFlows;

  constructor(sdks: readonly SdkDescription[], own: OwnFlows) {
    this.own = own;
    for (const sdk of sdks) {
      for (const description of sdk.modules) this.#addModule(sdk, description);
      for (const type of Object.values(sdk.types)) {
        this.#nameCallbacks(type.callbacks);
        for (const [path, member] of Object.entries(type.members ?? {})) {
          const last = lastName(path);
          const isDescribed = DESCRIBED.has(member.member);
          if (!isDescribed) this.memberNames.add(last);
          if (member.member === "call" || member.member === "send") this.askingNames.add(last);
          if (member.member === "tool" || (member.member === "call" && member.call.tool)) this.#toolNames.add(last);
          if (member.member === "makes" && isCallable(sdk, member.type)) this.callableMakers.add(last);
          if (!isDescribed && member.member !== "call") continue;
          const paths = this.#callPaths.get(last);
          if (paths) paths.add(path);
          else this.#callPaths.set(last, new Set([path]));
        }
      }
    }
  }

  #nameCallbacks(callbacks: ModuleDescription["callbacks"]): void {
    for (const name of Object.keys(callbacks ?? {})) this.callbackNames.add(lastName(name));
  }

  #addModule(sdk: SdkDescription, description: ModuleDescription): void {
    for (const specifier of description.specifiers) {
      if (specifier.endsWith("/*")) this.#prefixes.push({ prefix: specifier.slice(0, -1), sdk, description });
      else this.#modules.set(specifier, { sdk, description });
    }
    this.#nameCallbacks(description.callbacks);
    for (const [name, entity] of Object.entries(description.exports)) {
      const last = lastName(name);
      if (entity.entity === "tool" || (entity.entity === "function" && entity.call.tool)) this.#toolNames.add(last);
      if (entity.entity === "function") this.functionNames.add(last);
      if (entity.entity === "factory") this.factoryNames.add(last);
      if (entity.entity === "class" || entity.entity === "command") this.classNames.add(last);
      if ("type" in entity && isCallable(sdk, entity.type)) this.callableMakers.add(last.replaceAll("*", ""));
      const isMore =
        entity.entity === "wrapper" ? entity.observability : entity.entity === "factory" && entity.retrieval;
      if (DESCRIBED.has(entity.entity) || isMore) this.describedNames.add(last);
    }
  }

  /**
   * Whether names after a receiver may end in a model call, or in another member that facts are made of: `["chat", "completions", "create"]` of
   * `client.chat.completions.create`, or just `["create"]` where the receiver is part of the path already.
   */
  mayEndInCall(names: readonly string[]): boolean {
    const written = `.${names.join(".")}`;
    for (const path of this.#callPaths.get(names.at(-1) ?? "") ?? []) {
      if (`.${path}`.endsWith(written) || written.endsWith(`.${path}`)) return true;
    }
    return false;
  }

  /** Whether a call of something of this name may be given the handler of a tool. */
  mayTakeTool(name: string): boolean {
    return this.#toolNames.has(name);
  }

  /** Whether a text imports a described module: a cheap look before it is parsed. */
  readonly namesSdk = perText((text) => {
    for (const specifier of eachImportSpecifier(text)) if (this.module(specifier)) return true;
    return false;
  });

  /** Whether a text has the name of something that may be called like a function and then calls a model. */
  readonly namesCallableMaker = perText((text) => {
    for (const name of this.callableMakers) if (text.includes(name)) return true;
    return false;
  });

  /**
   * Whether a text that imports a specifier calls models by it, as far as a look tells: `undefined` where the module
   * has what does so, and the text names none of that. A general package that is used for other things calls none.
   */
  callsModels(specifier: string, text: string): boolean | undefined {
    const found = this.module(specifier);
    if (found === undefined) return false;
    const { description } = found;
    const callers = this.#callersOf(found);
    if (callers.length === 0) return false;
    // A default import has whatever name its file gives it.
    const isNamed = (name: string): boolean =>
      name === description.defaultExport || new RegExp(`\\b${lastName(name).replaceAll("*", "\\w*")}\\b`).test(text);
    return callers.some(isNamed) || (description.isGeneral ? false : undefined);
  }

  /** Whether a module has anything by which models can be called: a store, a schema or a web server has nothing. */
  mayCallModels(specifier: string): boolean {
    const found = this.module(specifier);
    if (found === undefined) return false;
    const isCommand = Object.values(found.description.exports).some(({ entity }) => entity === "command");
    return isCommand || this.#callersOf(found).length > 0;
  }

  /** Names of what a module exports that calls models, or that something that does is made from. */
  #callersOf({ sdk, description }: DescribedModule): readonly string[] {
    const known = this.#callers.get(description);
    if (known) return known;
    const callers = Object.entries(description.exports).flatMap(([name, entity]) => {
      const isMade = entity.entity === "class" || entity.entity === "factory" || entity.entity === "instance";
      const isCaller =
        entity.entity === "function" ||
        // A command that starts a job comes back at once.
        (entity.entity === "command" && entity.call.kind !== "batch") ||
        (isMade && canCallModel(sdk, entity.type));
      return isCaller ? [name] : [];
    });
    this.#callers.set(description, callers);
    return callers;
  }

  /** Whether what an import specifier gives has to do with generative AI in whatever way it is used. */
  isGenerative(specifier: string): boolean {
    const found = this.module(specifier);
    if (found === undefined || found.description.isGeneral) return false;
    return Object.values(found.description.exports).some((entity) => {
      if (entity.entity === "resource") return !entity.resource.isOnlyBeside;
      const isMade = entity.entity === "class" || entity.entity === "factory" || entity.entity === "instance";
      if (isMade) return found.sdk.types[entity.type]?.role !== "other";
      return !["permission", "wrapper", "observability", "module", "constant", "names"].includes(entity.entity);
    });
  }

  /** Whether an import specifier is of a package that has to do with generative AI, be the module itself described or not. */
  isOfGenerativePackage(specifier: string): boolean {
    this.#generativePackages ??= new Set(
      [...this.#modules.keys()].filter((each) => this.isGenerative(each)).map(packageNameOf),
    );
    return this.#generativePackages.has(packageNameOf(specifier)) || this.isGenerative(specifier);
  }

  /** Whether a name that a described module exports means anything to facts; `undefined` stands for any of its names. */
  describes(specifier: string, name: string | undefined): boolean {
    const description = this.module(specifier)?.description;
    if (description === undefined) return false;
    if (name === undefined || name === "default") return true;
    const isListed = exportNamed(description.exports, name) !== undefined || isHolder(description.exports, name);
    return (
      isListed || Object.keys(description.callbacks ?? {}).some((each) => each === name || each.startsWith(`${name}.`))
    );
  }

  /** The description of an import specifier; `undefined` for modules that no SDK describes. */
  module(specifier: string): DescribedModule | undefined {
    return this.#modules.get(specifier) ?? this.#prefixes.find((each) => specifier.startsWith(each.prefix));
  }
}

/** Whether calling an instance of a type calls a model. */
function isCallable(sdk: SdkDescription, type: string | undefined): boolean {
  return type !== undefined && sdk.types[type]?.whenCalled?.member === "call";
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
