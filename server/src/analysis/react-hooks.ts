import { type Abstract, type Lazy, type Located, UNDEFINED } from "./abstract.ts";
import { type Evaluator } from "./evaluator.ts";
import { appliedFunction } from "./functions.ts";
import { ts } from "./syntax.ts";

const HOOK = /^(?:react|preact\/hooks|preact\/compat):(useRef|useMemo|useState)$/;

/**
 * What React keeps for a component: `useRef(x)` an object whose `current` may be set, `useMemo(() => x)` and
 * `useState(() => x)` what the function gives. `undefined` for all other calls, and for state that is a plain value:
 * it is there to be set to others.
 */
export function hookValue(
  evaluator: Evaluator,
  origin: string | undefined,
  given: readonly Lazy[] | undefined,
  at: Located<ts.CallExpression>,
): Abstract | undefined {
  const hook = HOOK.exec(origin ?? "")?.[1];
  if (hook === undefined || !given) return undefined;
  const [first] = given;
  if (hook === "useRef") {
    return { kind: "object", properties: new Map([["current", first ?? (() => UNDEFINED)]]), isComplete: false, at };
  }
  const make = first?.();
  if (make?.kind !== "function") return undefined;
  const made = (): Abstract => appliedFunction(evaluator, make.at, [], make.environment);
  return hook === "useMemo" ? made() : { kind: "array", elements: [made], isComplete: false, at };
}
