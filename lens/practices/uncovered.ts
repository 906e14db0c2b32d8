/**
 * Practices of the Generative AI Lens that no rule covers, each with why code cannot show whether it is followed, as one
 * sentence. All others have a rule whose findings speak against them.
 */
export const UNCOVERED_PRACTICES: ReadonlyMap<string, string> = new Map([
  [
    "GENOPS01-BP02",
    "Feedback may be asked for in any part of a product, and whether somebody acts on it is not in code.",
  ],
  ["GENOPS05-BP01", "When a model is worth customising is decided from measurements, before there is code."],
  [
    "GENPERF02-BP01",
    "A load test is run outside the app, and its absence from a repository does not show that none was run.",
  ],
  ["GENPERF02-BP03", "Code names the model that was chosen, not the ones that it was compared with."],
  [
    "GENREL05-BP02",
    "Which Regions serve the app, and so need a copy of its embeddings, is decided when it is deployed.",
  ],
]);
