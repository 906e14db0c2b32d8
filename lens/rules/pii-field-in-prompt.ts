import type { Place, Value } from "../facts.ts";
import { effectiveOptions } from "./effective-options.ts";
import { writesText } from "./kinds.ts";
import { isWithin } from "./places.ts";
import { piecesOf, promptTexts } from "./prompt-values.ts";
import { defineRule } from "./rule.ts";
import { optionState } from "./values.ts";

/** Names that stand for one kind of personal data and for nothing else, in lower case without `_`. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ...named("a social security number", "ssn", "socialsecuritynumber", "socialsecurity"),
  ...named("a card number", "cardnumber", "creditcardnumber", "creditcard", "debitcardnumber"),
  ...named("the code of a card", "cvv", "cvc"),
  ...named("a passport number", "passportnumber", "passport", "passportno"),
  ...named("a date of birth", "dateofbirth", "birthdate", "dob"),
  ...named("a bank account", "iban", "bankaccountnumber", "bankaccount"),
  ...named("a driving licence", "driverslicense", "driverslicensenumber", "drivinglicence", "driverlicensenumber"),
  ...named("a national identity number", "nationalid", "nationalidnumber", "nationalinsurancenumber"),
]);

function named(what: string, ...names: readonly string[]): readonly (readonly [string, string])[] {
  return names.map((name) => [name, what]);
}

export const piiFieldInPrompt = defineRule({
  meta: {
    id: "pii-field-in-prompt",
    title: "Personal data that a prompt seldom needs",
    pillar: "security",
    practices: ["GENSEC01-BP03", "GENSEC06-BP01", "GENSEC02-BP01"],
    related: ["GENSEC06-BP01"],
    severity: "info",
    preset: "strict",
    fix: "none",
    includesTests: false,
    confidence: "medium",
    since: "0.2.0",
  },
  judges: ["model call"],
  judge(call) {
    if (!writesText(call.kind) || call.provider === "ollama") return { outcome: "not applicable" };
    const all = promptTexts(call).flatMap((text) => fieldsOf(text));
    // What the app's own function adds is reported at the model call inside.
    const found = call.wrapper === undefined ? all : all.filter(({ place }) => place.file === call.place.file);
    const [first] = found;
    if (first === undefined) return { outcome: "not applicable" };
    const guardrails = [effectiveOptions(call).guardrail, call.client?.options.guardrail].map(optionState);
    if (guardrails.some((state) => state === "known" || state === "unknown")) {
      return { outcome: "unknown", reason: "the guardrail may take personal data out" };
    }
    const isHere = isWithin(first.place, call.place);
    return {
      outcome: "fail",
      place: isHere ? first.place : call.calleePlace,
      message: `\`${first.name}\` goes to \`${call.callee}\` as it is: ${first.what} is personal data that a prompt seldom needs`,
      ...(isHere ? {} : { related: [{ place: first.place, message: "This field is part of the prompt" }] }),
    };
  },
});

interface SentField {
  readonly name: string;
  readonly what: string;
  readonly place: Place;
}

function fieldsOf(text: Value): readonly SentField[] {
  return piecesOf(text).flatMap((piece) => {
    if (typeof piece === "string" || piece.state !== "unknown" || piece.place === undefined) return [];
    const { field: name = "", place } = piece;
    const what = FIELDS.get(name.toLowerCase().replaceAll("_", ""));
    return what === undefined ? [] : [{ name, what, place }];
  });
}
