import type { Fact } from "../facts.ts";

/** Whether a fact is about something that stands in for a model and asks none: nothing there can cost, fail or leak. */
export function isAboutStandIn(fact: Fact): boolean {
  return providerOf(fact) === "mock";
}

/** Who serves the model that a fact is about. */
function providerOf(fact: Fact): string | undefined {
  switch (fact.fact) {
    case "model call":
    case "client":
      return fact.provider;
    case "retrieval":
      return fact.provider;
    case "output use":
      return fact.call.provider;
    case "flow":
      return fact.call?.provider;
    default:
      return undefined;
  }
}
