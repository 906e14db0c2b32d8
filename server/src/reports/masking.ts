import { recogniseCredential } from "../../../lens/sdks/credentials.ts";

/** The text with everything in it that has the shape of a secret key hidden but for its ends. */
export function maskSecrets(text: string): string {
  return text.replace(/[\w.-]{16,}/g, (word) => recogniseCredential(word)?.masked ?? word);
}
