import { type Condition, choicesIn } from "./condition.ts";

/** 2 to the power of this many combinations are tried; AWS allows as many choices in a question. */
const MOST_CHOICES = 15;

/** Of choices in conditions. People write some dozens. */
const MOST_MENTIONS = 2000;

/** Why a rule never decides. */
export type Idleness = "never true" | "always decided before";

/**
 * For each condition, in the order of the rules, whether it can decide. `undefined` where it can, and where they
 * are too many to tell.
 */
export function idleRules(conditions: readonly Condition[]): readonly (Idleness | undefined)[] {
  const mentions = conditions.flatMap((condition) => choicesIn(condition).map(({ id }) => id));
  const names = [...new Set(mentions)];
  if (names.length > MOST_CHOICES || mentions.length > MOST_MENTIONS) return conditions.map(() => undefined);
  const tables = new TruthTables(names);
  const undecided = tables.all(true);
  return conditions.map((condition) => {
    const table = tables.of(condition);
    if (isEmpty(table)) return "never true";
    const decides = table.map((word, index) => word & undecided[index]!);
    for (const [index, word] of table.entries()) undecided[index]! &= ~word;
    return isEmpty(decides) ? "always decided before" : undefined;
  });
}

function isEmpty(table: Uint32Array): boolean {
  return table.every((word) => word === 0);
}

/** Truth tables of conditions: bit n is the value for the n-th combination of choices. */
class TruthTables {
  readonly #choices: ReadonlyMap<string, Uint32Array>;
  readonly #size: number;

  constructor(names: readonly string[]) {
    this.#size = 2 ** names.length;
    this.#choices = new Map(names.map((name, position) => [name, this.#choice(position)]));
  }

  all(value: boolean): Uint32Array {
    const table = new Uint32Array(Math.ceil(this.#size / 32));
    if (!value) return table;
    return table.fill(this.#size < 32 ? 2 ** this.#size - 1 : 0xffffffff);
  }

  of(condition: Condition): Uint32Array {
    switch (condition.kind) {
      case "default":
        return this.all(true);
      case "choice":
        return this.#choices.get(condition.id) ?? this.all(false);
      case "not": {
        const whole = this.all(true);
        const operand = this.of(condition.operand);
        return whole.map((word, index) => word & ~operand[index]!);
      }
      case "and":
      case "or": {
        const result = this.all(condition.kind === "and");
        for (const operand of condition.operands) {
          const table = this.of(operand);
          for (let index = 0; index < table.length; index++) {
            if (condition.kind === "and") result[index]! &= table[index]!;
            else result[index]! |= table[index]!;
          }
        }
        return result;
      }
    }
  }

  #choice(position: number): Uint32Array {
    const table = this.all(false);
    for (let combination = 0; combination < this.#size; combination++) {
      if ((combination >>> position) & 1) table[combination >>> 5]! |= 1 << (combination & 31);
    }
    return table;
  }
}
