/** Kinds of data that code can be proved to hand to a model, in the order in which they are shown. */
export const DATA_CLASSES = {
  "user-input": "what people send: requests, forms, events, messages, command lines",
  "personal-data": "fields whose names stand for personal data alone, such as a passport number",
  "database-records": "whole records of a database, with all their columns",
  "retrieved-documents": "what a search in a vector store or knowledge base gives",
  files: "the content of files as it is",
} as const;

export type DataClass = keyof typeof DATA_CLASSES;

export const DATA_CLASS_NAMES: readonly string[] = Object.keys(DATA_CLASSES);
