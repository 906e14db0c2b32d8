/** How makers name models that make pictures, speech or films rather than text. */
const MEDIA_NAMES: readonly RegExp[] = [
  /(?:^|[-_./:])image(?:[-_.:@]|$)/iu,
  /(?:^|[-_./:])imagen(?:[-_.:@\d]|$)/iu,
  /(?:^|[-_./:])tts(?:[-_.:@]|$)/iu,
  /(?:^|[-_./:])(?:img|image|txt|text)2(?:img|image|vid|video)(?:[-_.:@]|$)/iu,
  /(?:^|[-_./:])nano-banana(?:[-_.:@\d]|$)/iu,
  /(?:^|[./:])(?:veo|sora|dall-e|gemini-omni)(?:[-_.:@\d]|$)/iu,
];

/** Whether a model id, with or without a maker before it, names a model that makes pictures, speech or films. */
export function isMediaModel(id: string): boolean {
  return MEDIA_NAMES.some((name) => name.test(id));
}
