import type { SdkDescription } from "./description.ts";

/** Instructor: checks the answers of a client that it is given. */
export const instructor: SdkDescription = {
  id: "instructor",
  title: "Instructor",
  versionPackage: "@instructor-ai/instructor",
  modules: [
    {
      specifiers: ["@instructor-ai/instructor"],
      exports: { createInstructor: { entity: "wrapper", path: "0.client" } },
      defaultExport: "createInstructor",
    },
  ],
  types: {},
};
