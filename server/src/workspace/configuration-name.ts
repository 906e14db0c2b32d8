/** Name of the configuration file. The nearest one up from a file holds for it. */
export const CONFIGURATION_NAME = "genai-lens.json";
