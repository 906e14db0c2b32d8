/** The condition of a risk rule, as a tree. Chains are flat, so its depth is that of the parentheses and `!`. */
export type Condition =
  | { readonly kind: "default" }
  | { readonly kind: "choice"; readonly id: string; readonly offset: number }
  | { readonly kind: "not"; readonly operand: Condition }
  | { readonly kind: "and" | "or"; readonly operands: readonly Condition[] };

/** Something in a condition, in UTF-16 code units from its start. */
export interface ConditionNote {
  readonly offset: number;
  readonly length: number;
  /** What is wrong and how to mend it. */
  readonly message: string;
}

export type ParsedCondition =
  | { readonly condition: Condition; readonly doubt: ConditionNote | undefined }
  | { readonly condition: undefined; readonly mistake: ConditionNote };

/** Parentheses and `!` inside each other. People write three or four. */
const DEEPEST = 50;

/** The condition that is always true, and stands alone. */
const DEFAULT = "default";

type Operator = "&&" | "||" | "!" | "(" | ")";

interface Token {
  readonly kind: Operator | "choice" | "end";
  readonly text: string;
  readonly offset: number;
}

class ConditionError extends Error {
  readonly token: Token;

  constructor(token: Token, message: string) {
    super(message);
    this.token = token;
  }
}

/** Reads a condition. Never throws. A doubt is a reading that AWS's pages do not settle. */
export function parseCondition(text: string): ParsedCondition {
  if (text.trim() === DEFAULT) return { condition: { kind: "default" }, doubt: undefined };
  try {
    const parser = new Parser(tokensOf(text));
    return { condition: parser.parse(), doubt: parser.doubt };
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const { offset, text: written } = error.token;
    return { condition: undefined, mistake: { offset, length: written.length, message: error.message } };
  }
}

/** Whether a condition holds for the choices that are selected. */
export function isTrue(condition: Condition, isSelected: (choice: string) => boolean): boolean {
  switch (condition.kind) {
    case "default":
      return true;
    case "choice":
      return isSelected(condition.id);
    case "not":
      return !isTrue(condition.operand, isSelected);
    case "and":
      return condition.operands.every((operand) => isTrue(operand, isSelected));
    case "or":
      return condition.operands.some((operand) => isTrue(operand, isSelected));
  }
}

/** The choices that a condition names, each time that it does. */
export function choicesIn(condition: Condition): readonly { readonly id: string; readonly offset: number }[] {
  switch (condition.kind) {
    case "default":
      return [];
    case "choice":
      return [condition];
    case "not":
      return choicesIn(condition.operand);
    default:
      return condition.operands.flatMap((operand) => choicesIn(operand));
  }
}

/**
 * The risk of a question, as the AWS Well-Architected Tool works it out: the first rule that is true for the choices
 * that are selected gives it. `undefined` where none is, which only rules without `default` allow. A condition that
 * cannot be read is never true. Risks are written as the rules write them.
 */
export function evaluateRisk<Risk>(
  rules: readonly { readonly condition: string; readonly risk: Risk }[],
  selected: ReadonlySet<string>,
): Risk | undefined {
  return rules.find((rule) => {
    const { condition } = parseCondition(rule.condition);
    return condition !== undefined && isTrue(condition, (choice) => selected.has(choice));
  })?.risk;
}

const SYMBOLS = /\s+|&&|\|\||[!()]|[A-Za-z0-9_]+|[^\s!()A-Za-z0-9_]+?(?=[\s!()A-Za-z0-9_]|$)/gsu;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(SYMBOLS)) {
    const [written] = match;
    if (written.trim() === "") continue;
    const token = { text: written, offset: match.index };
    if (isOperator(written)) tokens.push({ kind: written, ...token });
    else if (/^\w+$/.test(written)) tokens.push({ kind: "choice", ...token });
    else throw new ConditionError({ kind: "choice", ...token }, strangeSymbol(written));
  }
  tokens.push({ kind: "end", text: "", offset: text.length });
  return tokens;
}

function isOperator(written: string): written is Operator {
  return ["&&", "||", "!", "(", ")"].includes(written);
}

function strangeSymbol(written: string): string {
  if (written === "&") return '"&" stands alone: write &&';
  if (written === "|") return '"|" stands alone: write ||';
  return `"${shortened(written)}" cannot stand in a condition: write ids of choices (letters, digits and _) with &&, ||, ! and parentheses`;
}

class Parser {
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;
  doubt: ConditionNote | undefined;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Condition {
    if (this.#token.kind === "end") throw new ConditionError(this.#token, "is empty: name a choice, or write default");
    const condition = this.#or();
    const rest = this.#token;
    if (rest.kind === "end") return condition;
    if (rest.kind === ")") throw new ConditionError(rest, 'has a ")" without its "(": remove it, or add the "("');
    throw new ConditionError(rest, `${missingOperator(rest, this.#tokens[this.#index - 1])}`);
  }

  get #token(): Token {
    return this.#tokens[Math.min(this.#index, this.#tokens.length - 1)]!;
  }

  #or(): Condition {
    return this.#chain("||", "or", () => this.#chain("&&", "and", () => this.#operand()));
  }

  #chain(operator: "&&" | "||", kind: "and" | "or", next: () => Condition): Condition {
    const start = this.#index;
    const operands = [next()];
    while (this.#token.kind === operator) {
      const token = this.#token;
      this.#index++;
      const before = this.#index;
      operands.push(next());
      if (kind === "or") this.#noteMixture(token, [operands.length === 2 ? start : before, before]);
    }
    return operands.length === 1 ? operands[0]! : { kind, operands };
  }

  /** An `&&` beside an `||` without parentheses between them. */
  #noteMixture(token: Token, starts: readonly number[]): void {
    if (this.doubt !== undefined) return;
    if (!starts.some((start) => this.#hasBareAnd(start))) return;
    this.doubt = {
      offset: token.offset,
      length: token.text.length,
      message:
        "mixes && and || without parentheses, and AWS does not say which goes first; here && does: write parentheses",
    };
  }

  #hasBareAnd(start: number): boolean {
    let depth = 0;
    for (let index = start; index < this.#index; index++) {
      const { kind } = this.#tokens[index]!;
      if (kind === "(") depth++;
      else if (kind === ")") depth--;
      else if (depth === 0 && kind === "||") return false;
      else if (depth === 0 && kind === "&&") return true;
    }
    return false;
  }

  #operand(): Condition {
    const token = this.#token;
    this.#index++;
    switch (token.kind) {
      case "!":
        return { kind: "not", operand: this.#deeper(token, () => this.#operand()) };
      case "(": {
        const inner = this.#deeper(token, () => this.#or());
        if (this.#token.kind !== ")") {
          if (this.#token.kind !== "end")
            throw new ConditionError(this.#token, missingOperator(this.#token, this.#tokens[this.#index - 1]));
          throw new ConditionError(token, 'has a "(" without its ")": add the ")"');
        }
        this.#index++;
        return inner;
      }
      case "choice":
        if (token.text === DEFAULT)
          throw new ConditionError(token, 'names "default" among choices: write it alone, as the whole condition');
        return { kind: "choice", id: token.text, offset: token.offset };
      case "end":
        throw new ConditionError(token, `ends where a choice is expected: name a choice after "${this.#lastText()}"`);
      default:
        throw new ConditionError(token, `has "${token.text}" where a choice is expected: name a choice before it`);
    }
  }

  #deeper(token: Token, inner: () => Condition): Condition {
    if (++this.#depth > DEEPEST)
      throw new ConditionError(token, `is nested more than ${DEEPEST} deep: write it with fewer parentheses`);
    const condition = inner();
    this.#depth--;
    return condition;
  }

  #lastText(): string {
    return shortened(this.#tokens[this.#tokens.length - 2]?.text ?? "");
  }
}

const WORDS: Readonly<Record<string, string>> = { and: "&&", or: "||", not: "!" };

function missingOperator(token: Token, before: Token | undefined): string {
  for (const word of [token, before]) {
    const operator = word === undefined ? undefined : WORDS[word.text.toLowerCase()];
    if (operator !== undefined) return `has the word "${word?.text}": write ${operator}`;
  }
  return `has "${shortened(token.text)}" right behind "${shortened(before?.text ?? "")}": write && or || between them`;
}

function shortened(text: string): string {
  return text.length <= 70 ? text : `${text.slice(0, 67)}...`;
}
