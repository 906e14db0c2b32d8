/** What a first evaluation file speaks of. */
export interface EvaluationSubject {
  /** Path of the evaluation from the package, such as `evals/answer.eval.ts`. */
  readonly path: string;
  /** Path of the code that asks the model, from the package. */
  readonly code: string;
  /** The function that asks, where it has a name. */
  readonly functionName: string | undefined;
}

/**
 * An evaluation that a team fills in: it runs as it is, and fails with what is still to be written. It claims nothing
 * about answers that nobody looked at.
 */
export function evaluationScaffold({ path, code, functionName }: EvaluationSubject): string {
  const isTyped = path.endsWith("ts");
  const typed = (annotation: string): string => (isTyped ? annotation : "");
  const subject = functionName === undefined ? `the code of ${code}` : `\`${functionName}\` of ${code}`;
  const run = isTyped ? `npx tsx ${path}` : `node ${path}`;
  const caseType = `interface Case {
  readonly input: string;
  /** What a good answer contains. */
  readonly expected: string;
}

`;
  return `/**
 * Says how good the answers are. Fill in \`cases\` and \`ask\`, then run it whenever a model or a prompt changes:
 * \`${run}\`. Until then it fails, and says what is missing.
 */

${typed(caseType)}/** Questions, each with an \`expected\` text. Twenty from real use tell more than a hundred that were made up. */
export const cases${typed(": readonly Case[]")} = [];

/** The share of good answers below which this fails. */
const LEAST_SHARE = 0.9;

/** The answer to one question, by ${subject}. */
async function ask(input${typed(": string")})${typed(": Promise<string>")} {
  throw new Error(\`ask() is still to be written; it was to answer: \${input}\`);
}

/** The simplest measure there is; put a better one here once you know it. */
function isGood(answer${typed(": string")}, expected${typed(": string")})${typed(": boolean")} {
  return answer.toLowerCase().includes(expected.toLowerCase());
}

export async function evaluate()${typed(": Promise<void>")} {
  if (cases.length === 0) throw new Error("There are no cases yet");
  let good = 0;
  for (const { input, expected } of cases) {
    const answer = await ask(input);
    if (isGood(answer, expected)) good += 1;
    else console.log(\`Question: \${input}; expected: \${expected}; answered: \${answer}\`);
  }
  console.log(\`\${good} of \${cases.length} answers are good\`);
  if (good < LEAST_SHARE * cases.length) throw new Error("Too few answers are good");
}

void evaluate();`;
}
