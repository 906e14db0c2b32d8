import type {
  AbsentValue,
  AgentLoop,
  AnswerUse,
  Client,
  CodeContext,
  ConstantValue,
  Credential,
  Fact,
  Failure,
  Flow,
  InsertionPoint,
  ModelCall,
  ObjectValue,
  OutputUse,
  Place,
  UnknownReason,
  UnknownValue,
  Value,
  Verdict,
} from "../../lens/facts.ts";
import type { OptionValues } from "../../lens/rules/options.ts";
import type { JudgeContext, RuleSettings } from "../../lens/rules/rule.ts";

const FILE = "/app/src/chat.ts";

/** A place of ten characters; every index is another line of thought, and no two overlap. */
export function place(index: number, file = FILE): Place {
  return { file, start: index * 100, end: index * 100 + 10 };
}

/** A place that holds the one of the same index, as a whole call holds its options. */
export function around(index: number): Place {
  return { file: FILE, start: index * 100 - 50, end: index * 100 + 40 };
}

export function constant(value: ConstantValue["value"], at: Place = place(90)): ConstantValue {
  return { state: "known", form: "constant", value, place: at };
}

export function unknown(reason: UnknownReason = "parameter", more: Partial<UnknownValue> = {}): UnknownValue {
  return { state: "unknown", reason, place: undefined, ...more };
}

export function absent(...path: string[]): AbsentValue {
  return { state: "absent", insertion: path.length === 0 ? undefined : insertion(...path) };
}

export function insertion(...path: string[]): InsertionPoint {
  return { kind: "property", object: place(80), path };
}

export function object(properties: Readonly<Record<string, Value>>, isComplete = true): ObjectValue {
  return {
    state: "known",
    form: "object",
    properties: new Map(Object.entries(properties)),
    isComplete,
    place: place(91),
  };
}

export function array(...elements: Value[]): Value {
  return { state: "known", form: "array", elements, isComplete: true, place: place(92) };
}

export function template(...parts: (string | Value)[]): Value {
  return { state: "known", form: "template", parts, place: place(93) };
}

export function either(...values: Value[]): Value {
  return { state: "known", form: "alternatives", values, place: place(94) };
}

export function codeContext(more: Partial<CodeContext> = {}): CodeContext {
  return {
    isTest: false,
    isExample: false,
    isSelfContained: false,
    isBrowser: false,
    isServer: false,
    requestHandler: undefined,
    loop: undefined,
    functionName: undefined,
    isInFunction: true,
    isRetried: false,
    hasFallback: false,
    isRaced: false,
    timer: undefined,
    fanOut: undefined,
    retryLayer: undefined,
    person: undefined,
    ...more,
  };
}

export function client(more: Partial<Client> = {}): Client {
  return {
    fact: "client",
    sdk: "openai",
    sdkMajor: 7,
    name: "OpenAI",
    role: "client",
    place: around(1),
    calleePlace: place(1),
    provider: "openai",
    options: {},
    defaults: { timeout: 600_000, retries: 2, maxSteps: undefined },
    context: codeContext(),
    readsLocals: false,
    isKept: true,
    declaration: undefined,
    isMovable: false,
    isExported: false,
    isStandIn: false,
    ...more,
  };
}

export function call(more: Partial<ModelCall> = {}): ModelCall {
  return {
    fact: "model call",
    sdk: "openai",
    sdkMajor: 7,
    kind: "chat",
    callee: "client.chat.completions.create",
    place: around(10),
    calleePlace: place(10),
    provider: "openai",
    options: {},
    spellings: {},
    written: {},
    ending: undefined,
    defaults: { timeout: 600_000, retries: 2, maxSteps: undefined },
    hasClient: true,
    client: undefined,
    settingsPlace: undefined,
    response: {
      isFinishReasonRead: false,
      finishReason: "choices[0].finish_reason",
      finishedValues: ["stop", "tool_calls"],
      variable: "response",
      isCheckedBySdk: false,
    },
    context: codeContext(),
    tracedBy: [],
    wrapper: undefined,
    agentLoop: undefined,
    handling: {
      promise: undefined,
      caught: undefined,
      fanOut: undefined,
      perItem: undefined,
      before: undefined,
      retryLoop: undefined,
      repeats: undefined,
    },
    answer: answerUse(),
    request: undefined,
    beginsJson: false,
    history: undefined,
    ...more,
  };
}

export function answerUse(more: Partial<AnswerUse> = {}): AnswerUse {
  return {
    answersRead: undefined,
    isUsageRead: undefined,
    isRefusalRead: undefined,
    dataTaken: undefined,
    textTaken: undefined,
    taken: undefined,
    stream: undefined,
    ...more,
  };
}

/** Another call of the same file, further down. */
export function callAt(index: number, more: Partial<ModelCall> = {}): ModelCall {
  return call({ place: around(index), calleePlace: place(index), ...more });
}

export function outputUse(more: Partial<OutputUse> = {}): OutputUse {
  return {
    fact: "output use",
    use: "json parse",
    place: place(20),
    argument: place(21),
    call: call(),
    validation: "unchecked",
    reliance: "order.items",
    isInTry: false,
    schemaInScope: undefined,
    ...more,
  };
}

export function flow(more: Partial<Flow> = {}): Flow {
  return {
    fact: "flow",
    taint: { source: "HTTP request", place: place(30), text: "req.body", steps: [place(31)] },
    sink: "system prompt",
    place: place(32),
    sinkPlace: around(10),
    sinkText: "client.chat.completions.create",
    call: call(),
    context: codeContext(),
    messages: undefined,
    ...more,
  };
}

export function credential(more: Partial<Credential> = {}): Credential {
  return {
    fact: "credential",
    provider: "OpenAI",
    environmentVariable: "OPENAI_API_KEY",
    masked: "sk-p…CkD0",
    isPlausible: true,
    origin: "client option",
    place: place(40),
    isLocalEndpoint: false,
    context: codeContext(),
    ...more,
  };
}

export function agentLoop(more: Partial<AgentLoop> = {}): AgentLoop {
  return { place: place(50), head: place(51), form: "while", bound: "unbounded", ...more };
}

export function context(
  facts: readonly Fact[] = [],
  settings: Partial<RuleSettings> = {},
  options: OptionValues = {},
): JudgeContext {
  return {
    today: "2026-11-22",
    facts,
    settings: {
      defaultMaxOutputTokens: 1024,
      defaultTimeout: 30_000,
      hasEnforcedGuardrail: false,
      allowedModels: [],
      allowedRegions: [],
      requireReason: false,
      ...settings,
    },
    options,
  };
}

/** The failure that a verdict is; a test error where it is none. */
export function failure(verdict: Verdict): Failure {
  if (verdict.outcome !== "fail") {
    throw new Error(`Expected a failure, not "${verdict.outcome}"`);
  }
  return verdict;
}
