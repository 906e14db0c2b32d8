import type { InsertionPoint, Place } from "../../../../lens/facts.ts";
import { propertyName, ts, unwrapped } from "../../analysis/syntax.ts";
import { dressed, parseExpression, propertyKey } from "./code.ts";
import type { RuleCode } from "./code.ts";
import type { Formatting } from "./formatting.ts";
import { appendElements, argumentsOf, propertiesOf, removeElement } from "./lists.ts";
import type { Replacement } from "./search.ts";
import { nodeAt, nodesAt } from "./search.ts";

/** Options to be written, by name; a nested map is a nested object. */
type OptionTree = Map<string, RuleCode | OptionTree>;

interface NewArguments {
  readonly call: ts.CallExpression | ts.NewExpression;
  readonly byIndex: Map<number, RuleCode | OptionTree>;
}

/**
 * Collects the options that one fix sets, so that several that land in the same object or argument are
 * written together.
 */
export class OptionWriter {
  readonly #source: ts.SourceFile;
  readonly #formatting: Formatting;
  readonly #objects = new Map<ts.ObjectLiteralExpression, OptionTree>();
  readonly #calls = new Map<ts.Node, NewArguments>();
  readonly #replacements: Replacement[] = [];

  constructor(source: ts.SourceFile, formatting: Formatting) {
    this.#source = source;
    this.#formatting = formatting;
  }

  /** False where the code has no place for the option. */
  set(insertion: InsertionPoint, code: RuleCode): boolean {
    if (parseExpression(code) === undefined) return false;
    if (insertion.kind === "property") {
      const object = nodeAt(this.#source, insertion.object, ts.isObjectLiteralExpression);
      return object !== undefined && this.#setProperty(object, insertion.path, code);
    }
    const call = nodeAt(this.#source, insertion.call, isCallOrNew);
    return call !== undefined && this.#setArgument(call, insertion.index, insertion.path, code);
  }

  /** Everything that was set, as text; `undefined` where some of it cannot be written. */
  replacements(): readonly Replacement[] | undefined {
    const all = [...this.#replacements];
    for (const [object, tree] of this.#objects) {
      const list = propertiesOf(this.#source, object);
      if (list === undefined) return undefined;
      all.push(...appendElements(list, this.#formatting, (indentation) => this.#writeProperties(tree, indentation)));
    }
    for (const { call, byIndex } of this.#calls.values()) {
      const count = call.arguments?.length ?? 0;
      const indexes = [...byIndex.keys()];
      const last = Math.max(...indexes);
      const write = (indentation: string): string[] =>
        Array.from({ length: last - count + 1 }, (_, offset) => {
          const value = byIndex.get(count + offset);
          return value === undefined ? "undefined" : this.#write(value, indentation);
        });
      if (call.arguments === undefined) {
        all.push({ start: call.end, end: call.end, text: `(${write("").join(", ")})` });
        continue;
      }
      const list = argumentsOf(this.#source, call);
      if (list === undefined) return undefined;
      all.push(...appendElements(list, this.#formatting, write));
    }
    return all;
  }

  #setProperty(object: ts.ObjectLiteralExpression, path: readonly string[], code: RuleCode): boolean {
    const [name, ...rest] = path;
    if (name === undefined) return false;
    const existing = object.properties.findLast((property) => propertyName(property.name) === name);
    if (existing !== undefined) {
      if (!ts.isPropertyAssignment(existing)) return false;
      return this.#setValue(existing.initializer, rest, code);
    }
    // A spread may bring an object of this name; a second one would hide what is in it.
    if (rest.length > 0 && object.properties.some(ts.isSpreadAssignment)) return false;
    const tree = this.#objects.get(object) ?? new Map();
    this.#objects.set(object, tree);
    return grow(tree, path, code);
  }

  #setValue(current: ts.Expression, path: readonly string[], code: RuleCode): boolean {
    const value = unwrapped(current);
    if (path.length > 0 && ts.isObjectLiteralExpression(value)) return this.#setProperty(value, path, code);
    if (!isUndefined(value) && !(path.length === 0 && ts.isLiteralExpression(value))) return false;
    const tree: OptionTree = new Map();
    if (path.length > 0 && !grow(tree, path, code)) return false;
    const text = path.length === 0 ? dressed(code, this.#formatting, "") : this.#write(tree, "");
    this.#replacements.push({ start: current.getStart(this.#source), end: current.end, text });
    return true;
  }

  #setArgument(
    call: ts.CallExpression | ts.NewExpression,
    index: number,
    path: readonly string[],
    code: RuleCode,
  ): boolean {
    const existing = call.arguments?.[index];
    if (call.arguments?.slice(0, index + 1).some(ts.isSpreadElement)) return false;
    if (existing !== undefined) return this.#setValue(existing, path, code);
    const entry = this.#calls.get(call) ?? { call, byIndex: new Map<number, RuleCode | OptionTree>() };
    this.#calls.set(call, entry);
    if (path.length === 0) {
      if (entry.byIndex.has(index)) return false;
      entry.byIndex.set(index, code);
      return true;
    }
    const tree = entry.byIndex.get(index) ?? new Map();
    if (typeof tree === "string") return false;
    entry.byIndex.set(index, tree);
    return grow(tree, path, code);
  }

  #write(value: RuleCode | OptionTree, indentation: string): string {
    if (typeof value === "string") return dressed(value, this.#formatting, indentation);
    const blank = this.#formatting.hasBraceBlanks ? " " : "";
    return `{${blank}${this.#writeProperties(value, indentation).join(", ")}${blank}}`;
  }

  #writeProperties(tree: OptionTree, indentation: string): string[] {
    return [...tree].map(
      ([name, value]) => `${propertyKey(name, this.#formatting)}: ${this.#write(value, indentation)}`,
    );
  }
}

/**
 * Takes out the property, attribute or argument at a place. `undefined` where there is none, such as
 * for a value that is set somewhere else.
 */
export function removeOption(source: ts.SourceFile, place: Place): readonly Replacement[] | undefined {
  for (const node of nodesAt(source, place)) {
    const option = optionOf(node);
    if (option !== undefined) return remove(source, option);
  }
  return undefined;
}

/**
 * Another name for the property whose value stands at a place, and `code` for its value where that changes too.
 * `undefined` where there is none there.
 */
export function renameOption(
  source: ts.SourceFile,
  formatting: Formatting,
  place: Place,
  name: string,
  code: RuleCode | undefined,
): Replacement | undefined {
  if (code !== undefined && parseExpression(code) === undefined) return undefined;
  for (const node of nodesAt(source, place)) {
    const option = optionOf(node);
    if (option === undefined) continue;
    const isShorthand = ts.isShorthandPropertyAssignment(option) && option.objectAssignmentInitializer === undefined;
    if (!isShorthand && !ts.isPropertyAssignment(option)) continue;
    if (isShorthand || code !== undefined) {
      const value = code === undefined ? source.text.slice(place.start, place.end) : dressed(code, formatting, "");
      const text = `${propertyKey(name, formatting)}: ${value}`;
      return { start: option.getStart(source), end: option.end, text };
    }
    return { start: option.name.getStart(source), end: option.name.end, text: propertyKey(name, formatting) };
  }
  return undefined;
}

function optionOf(node: ts.Node): ts.Node | undefined {
  let current = node;
  while (current.parent !== undefined) {
    const { parent } = current;
    if (ts.isObjectLiteralElement(current)) return current;
    if (ts.isJsxAttribute(current)) return current;
    if (isCallOrNew(parent) && parent.arguments?.some((argument) => argument === current)) return current;
    const isValueOfOption =
      ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent) || ts.isJsxAttribute(parent);
    const isWrapped = ts.isExpression(parent) && ts.isExpression(current) && unwrapped(parent) === unwrapped(current);
    if (!isValueOfOption && !isWrapped && !ts.isJsxExpression(parent)) return undefined;
    current = parent;
  }
  return undefined;
}

function remove(source: ts.SourceFile, option: ts.Node): readonly Replacement[] | undefined {
  const { parent } = option;
  if (ts.isObjectLiteralExpression(parent)) {
    const list = propertiesOf(source, parent);
    return list && removeElement(list, option);
  }
  if (ts.isJsxAttribute(option)) {
    const blank = /\s*$/u.exec(source.text.slice(0, option.getStart(source)))![0].length;
    return [{ start: option.getStart(source) - blank, end: option.end, text: "" }];
  }
  if (!isCallOrNew(parent)) return undefined;
  const list = argumentsOf(source, parent);
  if (list === undefined) return undefined;
  const isLast = list.elements.at(-1) === option;
  if (isLast) return removeElement(list, option);
  return [{ start: option.getStart(source), end: option.end, text: "undefined" }];
}

function grow(tree: OptionTree, path: readonly string[], code: RuleCode): boolean {
  const [name, ...rest] = path;
  if (name === undefined) return false;
  const existing = tree.get(name);
  if (rest.length === 0) {
    if (existing !== undefined) return false;
    tree.set(name, code);
    return true;
  }
  if (typeof existing === "string") return false;
  const inner: OptionTree = existing ?? new Map();
  tree.set(name, inner);
  return grow(inner, rest, code);
}

function isCallOrNew(node: ts.Node): node is ts.CallExpression | ts.NewExpression {
  return ts.isCallExpression(node) || ts.isNewExpression(node);
}

function isUndefined(node: ts.Expression): boolean {
  return (ts.isIdentifier(node) && node.text === "undefined") || ts.isVoidExpression(node);
}
