/** The command could not do its work: one line that says what and how to mend it. Ends with exit code 2. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
