import type { UnknownValue } from "../../../lens/facts.ts";
import { type Abstract, alternativesOf, type Located } from "./abstract.ts";
import { calleeName } from "./calls.ts";
import { recordsIn } from "./record-queries.ts";
import { propertyName, ts, unwrapped } from "./syntax.ts";
import { place } from "./values.ts";

/** The database records that JSON is made of, whole: `JSON.stringify(user)`, `JSON.stringify({ user })`. */
export function jsonSource(of: Abstract): Pick<UnknownValue, "records"> {
  const parts = alternativesOf(of);
  const [only] = parts;
  if (parts.length !== 1 || only?.kind !== "unknown" || !only.at) return {};
  const records = recordsIn(only.at);
  return records ? { records } : {};
}

/** What the text of an expression tells of where its value was read from. */
export function readSource(at: Located): Pick<UnknownValue, "field" | "fileBytes"> {
  const field = fieldOf(at.node);
  const bytes = fileBytesIn(at);
  return { ...(field === undefined ? {} : { field }), ...(bytes === undefined ? {} : { fileBytes: bytes }) };
}

/** Name of the property, parameter or member of a type that an expression reads. */
function fieldOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isBindingElement(node)) return propertyName(node.propertyName ?? (node.name as ts.PropertyName));
  const { parent } = node;
  const holder = ts.isTypeNode(node) ? parent : ts.isParameter(node) ? node : undefined;
  if (!holder || !(ts.isPropertySignature(holder) || ts.isParameter(holder) || ts.isPropertyDeclaration(holder)))
    return undefined;
  return ts.isIdentifier(holder.name) ? holder.name.text : undefined;
}

/** `readFileSync(path, "base64")`, `(await readFile(path)).toString("base64")`: the bytes of a file as they are. */
function fileBytesIn({ module, node }: Located): UnknownValue["fileBytes"] {
  if (!ts.isExpression(node)) return undefined;
  let inner = unwrapped(node);
  if (ts.isCallExpression(inner) && calleeName(inner) === "toString" && ts.isPropertyAccessExpression(inner.expression))
    inner = unwrapped(inner.expression.expression);
  if (ts.isAwaitExpression(inner)) inner = unwrapped(inner.expression);
  if (ts.isIdentifier(inner)) {
    const declaration = module.scopes.resolve(inner.text, inner);
    const made =
      declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
        ? unwrapped(declaration.initializer)
        : undefined;
    inner = made && ts.isAwaitExpression(made) ? unwrapped(made.expression) : (made ?? inner);
  }
  if (!ts.isCallExpression(inner)) return undefined;
  const name = calleeName(inner);
  return name === "readFileSync" || name === "readFile" ? place({ module, node: inner }) : undefined;
}
