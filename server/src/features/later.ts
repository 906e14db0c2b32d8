/** Has something done later; what it answers with calls that off. */
export type Later = (action: () => void) => () => void;

/** After so many ms, unless the process ends before. */
export function afterPause(pause: number): Later {
  return (action) => {
    const timer = setTimeout(action, pause).unref();
    return () => clearTimeout(timer);
  };
}
