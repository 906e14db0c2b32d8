/** A lens file with one mistake: it has no pillars. */
export const LENS = '{\n  "schemaVersion": "2021-11-01",\n  "name": "Own",\n  "description": "",\n  "pillars": []\n}\n';

/** Where such a file stands in a folder, so that it is checked. */
export const LENS_FILE = ".genai-lens/lenses/own.json";
