import type { Taint, UnknownReason } from "../../../lens/facts.ts";
import type { RequestShape } from "../../../lens/flows/sources.ts";
import type {
  AddedOptions,
  CallDescription,
  ExportedEntity,
  ModuleDescription,
  ResponseDescription,
  SdkDescription,
  ToolDescription,
  TypeDescription,
} from "../../../lens/sdks/description.ts";
import type { Module } from "./module.ts";
import type { ts } from "./syntax.ts";

/**
 * What an expression may be while the code is being read. Unlike `Value` of the vocabulary it still
 * points into syntax trees, and works its parts out only when asked.
 */
export type Abstract =
  | AbstractConstant
  | AbstractUndefined
  | AbstractObject
  | AbstractArray
  | AbstractTemplate
  | AbstractJson
  | AbstractFunction
  | AbstractClass
  | AbstractClassInstance
  | AbstractModule
  | AbstractTyped
  | AbstractRequest
  | AbstractEntity
  | AbstractSdkModule
  | AbstractInstance
  | AbstractMember
  | AbstractCommand
  | AbstractConstruction
  | AbstractAlternatives
  | AbstractUnknown;

/** A node together with the file it stands in. */
export interface Located<Node extends ts.Node = ts.Node> {
  readonly module: Module;
  readonly node: Node;
}

/** A value that is worked out when first needed. */
export type Lazy = () => Abstract;

/** What the parameters of a function, and `this`, stand for while its body is read for one call of it. */
export interface Environment {
  readonly parameters: ReadonlyMap<ts.ParameterDeclaration, Lazy>;
  readonly thisValue: Abstract | undefined;
  readonly outer: Environment | undefined;
}

export interface AbstractConstant {
  readonly kind: "constant";
  readonly value: string | number | boolean | null;
  readonly at: Located;
}

/** `undefined`, or nothing. */
export interface AbstractUndefined {
  readonly kind: "undefined";
}

export interface AbstractObject {
  readonly kind: "object";
  readonly properties: ReadonlyMap<string, Lazy>;
  readonly isComplete: boolean;
  readonly at: Located;
}

export interface AbstractArray {
  readonly kind: "array";
  readonly elements: readonly Lazy[];
  readonly isComplete: boolean;
  readonly at: Located;
}

export interface AbstractTemplate {
  readonly kind: "template";
  readonly parts: readonly (string | Abstract)[];
  readonly at: Located;
}

/** `JSON.stringify(x)`, as text or bytes. */
export interface AbstractJson {
  readonly kind: "json";
  readonly of: Abstract;
  readonly at: Located;
}

export interface AbstractFunction {
  readonly kind: "function";
  readonly at: Located<ts.FunctionLikeDeclaration>;
  readonly environment: Environment | undefined;
}

export interface AbstractClass {
  readonly kind: "class";
  readonly at: Located<ts.ClassLikeDeclaration>;
}

/** An instance of a class of the workspace; `construction` is `undefined` for `this` and typed parameters. */
export interface AbstractClassInstance {
  readonly kind: "class instance";
  readonly class: Located<ts.ClassLikeDeclaration>;
  readonly constructorArguments: readonly Lazy[] | undefined;
  /** The expression that gives them, where there is one. */
  readonly construction?: Located<ts.NewExpression | ts.CallExpression> | undefined;
}

/** All exports of a file of the workspace. */
export interface AbstractModule {
  readonly kind: "module";
  readonly module: Module;
}

/** Something of which only the declared type is known. */
export interface AbstractTyped {
  readonly kind: "typed";
  readonly type: Located<ts.TypeNode | ts.InterfaceDeclaration | ts.MethodSignature>;
}

/** An incoming request, event or socket: some of its members carry outside data. */
export interface AbstractRequest {
  readonly kind: "request";
  readonly shape: RequestShape;
  readonly at: Located;
}

/** Something that an SDK exports, not yet called. */
export interface AbstractEntity {
  readonly kind: "entity";
  readonly sdk: SdkDescription;
  readonly name: string;
  readonly entity: ExportedEntity;
  /** The module that exports it. */
  readonly description: ModuleDescription;
  /** Products that trace what it makes, when a wrapper gave it back. */
  readonly tracedBy?: readonly string[];
}

/** All that an import of an SDK gives; with a prefix, what stands under that name of it. */
export interface AbstractSdkModule {
  readonly kind: "sdk module";
  readonly sdk: SdkDescription;
  readonly description: ModuleDescription;
  readonly prefix?: string;
}

/** A client, provider, model or agent that an SDK made. */
export interface AbstractInstance {
  readonly kind: "instance";
  readonly sdk: SdkDescription;
  readonly typeName: string;
  readonly type: TypeDescription;
  /** Export that made it, such as `OpenAI`. */
  readonly name: string;
  /** The expression that makes it; `undefined` where only a type says that it is one. */
  readonly creation: Located<ts.NewExpression | ts.CallExpression> | undefined;
  /** Its arguments, worked out where the call stands; `undefined` when they cannot be known. */
  readonly arguments: readonly Lazy[] | undefined;
  /** What it was called on or made from: the provider of a model. */
  readonly parent: AbstractInstance | undefined;
  /** Options laid over later with `withOptions`. */
  readonly overrides: readonly Lazy[];
  /** A wrapper that may add options of its own stands around it. */
  readonly isWrapped: boolean;
  /** Options that wrappers are known to add to calls. */
  readonly added: readonly AddedOptions[];
  /** It stands in a sequence behind something that makes its input: a prompt. */
  readonly isFed: boolean;
  /** It stands in a sequence before something that makes something else of its output: a parser. */
  readonly isRead: boolean;
  /** Products that trace what goes through it. */
  readonly tracedBy: readonly string[];
  /** Set for a tool, which gives its fact where it is defined. */
  readonly tool: ToolDescription | undefined;
}

/** `client.chat.completions`, on the way to a call. */
export interface AbstractMember {
  readonly kind: "member";
  readonly instance: AbstractInstance;
  /** Dotted path so far. */
  readonly path: string;
}

/** `new ConverseCommand(input)`. */
export interface AbstractCommand {
  readonly kind: "command";
  readonly sdk: SdkDescription;
  readonly name: string;
  readonly call: CallDescription;
  readonly at: Located<ts.NewExpression>;
}

/** `new X(…)` of a class that nobody described. */
export interface AbstractConstruction {
  readonly kind: "construction";
  readonly className: string;
  readonly arguments: readonly Lazy[];
  readonly at: Located;
  /** See `AbstractUnknown.origin`. */
  readonly origin?: string;
}

export interface AbstractAlternatives {
  readonly kind: "alternatives";
  readonly values: readonly Abstract[];
}

export interface AbstractUnknown {
  readonly kind: "unknown";
  readonly reason: UnknownReason;
  readonly at: Located | undefined;
  readonly environmentVariable?: string;
  readonly taint?: Taint;
  /** The way to it from a package that no SDK describes: `pg:Pool().query` for `new Pool().query`. */
  readonly origin?: string;
  /** It is a command that searches a store once it is sent. */
  readonly isSearch?: true;
  /** The part of a model's response that it is, or that its taint was read from. */
  readonly response?: ResponsePart;
  /** The schema that a tainted value was checked against, as an expression; its members are narrowed by it. */
  readonly schema?: Located;
}

/** A part of what a model call gives. */
export interface ResponsePart {
  readonly description: CallDescription & { readonly response: ResponseDescription };
  /** Names from the whole response down to this part; `[]` is any element. */
  readonly path: readonly string[];
  /** The call or, for a command, the `new`. */
  readonly call: Located;
}

export const UNDEFINED: AbstractUndefined = { kind: "undefined" };

export function unknown(reason: UnknownReason, at?: Located): AbstractUnknown {
  return { kind: "unknown", reason, at };
}

/**
 * An instance of a type that an SDK describes; `undefined` for a type that it does not. `made` tells how, where
 * the code shows it.
 */
export function instanceOfType(
  sdk: SdkDescription,
  typeName: string,
  name: string,
  made: Partial<Omit<AbstractInstance, "kind" | "sdk" | "typeName" | "type" | "name" | "overrides">> = {},
): AbstractInstance | undefined {
  const type = sdk.types[typeName];
  return type && instanceLike(sdk, typeName, type, name, made);
}

function instanceLike(
  sdk: SdkDescription,
  typeName: string,
  type: TypeDescription,
  name: string,
  made: NonNullable<Parameters<typeof instanceOfType>[3]>,
): AbstractInstance {
  return {
    kind: "instance",
    sdk,
    typeName,
    type,
    name,
    creation: made.creation,
    arguments: made.arguments,
    parent: made.parent,
    overrides: [],
    isWrapped: made.isWrapped ?? false,
    added: made.added ?? [],
    isFed: made.isFed ?? false,
    isRead: made.isRead ?? false,
    tracedBy: made.tracedBy ?? [],
    tool: made.tool,
  };
}

/** A tool whose SDK describes no type for it: it reads like the settings that it was made with. */
const PLAIN_TOOL: TypeDescription = { role: "other" };

/** What defining a tool gives: an instance of `typeName` where that is a type of the SDK. */
export function toolInstance(
  sdk: SdkDescription,
  typeName: string | undefined,
  name: string,
  made: Pick<AbstractInstance, "creation" | "arguments" | "tool">,
): AbstractInstance {
  const type = typeName === undefined ? undefined : sdk.types[typeName];
  return instanceLike(sdk, type && typeName !== undefined ? typeName : "Tool", type ?? PLAIN_TOOL, name, made);
}

/** Values kept side by side; past it one that is not known stands for the rest. */
const MAXIMUM_ALTERNATIVES = 64;

/** One value for several; flattens, and drops copies of the same one. */
export function oneOf(values: readonly Abstract[]): Abstract {
  const flat = new Set<Abstract>();
  for (const value of values) {
    for (const each of value.kind === "alternatives" ? value.values : [value]) {
      if (flat.size === MAXIMUM_ALTERNATIVES && !flat.has(each)) {
        return { kind: "alternatives", values: [...flat, unknown("too deep")] };
      }
      flat.add(each);
    }
  }
  const [first] = flat;
  if (first === undefined) return UNDEFINED;
  return flat.size === 1 ? first : { kind: "alternatives", values: [...flat] };
}

export function alternativesOf(value: Abstract): readonly Abstract[] {
  return value.kind === "alternatives" ? value.values : [value];
}

/** The taint that a value carries anywhere at its top level or in its pieces of text. */
export function taintOf(value: Abstract): Taint | undefined {
  switch (value.kind) {
    case "unknown":
      return value.taint;
    case "template":
      for (const part of value.parts) {
        const taint = typeof part === "string" ? undefined : taintOf(part);
        if (taint) return taint;
      }
      return undefined;
    case "alternatives":
      for (const each of value.values) {
        const taint = taintOf(each);
        if (taint) return taint;
      }
      return undefined;
    case "json":
      return taintOf(value.of);
    default:
      return undefined;
  }
}
