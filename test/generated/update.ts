import fs from "node:fs";
import { rules } from "../../lens/rules/index.ts";
import { CONFIGURATION_SCHEMA_PATH, configurationSchema } from "../../server/src/workspace/configuration-schema.ts";

fs.writeFileSync(CONFIGURATION_SCHEMA_PATH, configurationSchema(rules.map((rule) => rule.meta)));
console.log(`Wrote ${CONFIGURATION_SCHEMA_PATH}`);
