import { SIGNAL_KINDS } from "../../../lens/signals/index.ts";
import type { SignalMark } from "../../../lens/signals/signal-kind.ts";

/** A mark with the kind that it stands for. */
export interface MarkOfKind<Type extends SignalMark["mark"] = SignalMark["mark"]> {
  readonly kind: string;
  readonly mark: Extract<SignalMark, { readonly mark: Type }>;
}

/** All marks of one sort, in the order of their kinds. */
export function marksOf<Type extends SignalMark["mark"]>(type: Type): readonly MarkOfKind<Type>[] {
  return SIGNAL_KINDS.flatMap((kind) =>
    kind.marks
      .filter((mark): mark is Extract<SignalMark, { readonly mark: Type }> => mark.mark === type)
      .map((mark) => ({ kind: kind.id, mark })),
  );
}

const pathMarks = marksOf("path");
const MANIFEST = /(?:^|\/)package\.json$/;
/** Fits every path that one of the marks may fit, and is asked of every file of a workspace. */
const ANY_MARK = new RegExp(pathMarks.map(({ mark }) => `(?:${mark.path.source})`).join("|"), "i");
/** Endings of files that are no source code and that a mark can fit. */
const DOCUMENT_NAME =
  /(?:\.(?:json|jsonl|csv|mdx?|txt|ya?ml|prompt|prompty|j2|hbs|mustache|py|tf|sh|example|sample|template))$/i;

/** Whether a file that is no source code can be a signal. `path` is relative to the workspace. */
export function isSignalDocument(path: string): boolean {
  return DOCUMENT_NAME.test(path) && (MANIFEST.test(path) || ANY_MARK.test(path));
}

/** Whether a path alone shows that the file can be a signal. */
export function mayBeSignal(path: string): boolean {
  return ANY_MARK.test(path);
}

/** Whether a path is that of a package's manifest. */
export function isManifest(path: string): boolean {
  return MANIFEST.test(path);
}
