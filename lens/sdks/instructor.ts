import type { ExportedEntity, SdkDescription } from "./description.ts";

/** Instructor: has a client that it is given answer by a schema, and checks what comes. */
const wrapper: ExportedEntity = {
  entity: "wrapper",
  path: "0.client",
  // Not tried again unless asked for, and never for a stream (MAX_RETRIES_DEFAULT of 1.7).
  adds: { member: "chat.completions.create", options: { validationRetries: "0.max_retries" } },
};

export const instructor: SdkDescription = {
  id: "instructor",
  title: "Instructor",
  versionPackage: "@instructor-ai/instructor",
  modules: [
    {
      specifiers: ["@instructor-ai/instructor"],
      exports: { createInstructor: wrapper },
      defaultExport: "createInstructor",
    },
  ],
  types: {},
};
