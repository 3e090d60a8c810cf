import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runnerImport } from "vite";

/** `npm run sdk`: writes sdk/openapi.json and sdk/schema.d.ts from the routes. */
const { module } = await runnerImport<typeof import("./render-sdk.ts")>(join(import.meta.dirname, "render-sdk.ts"));
const documentFile = join(import.meta.dirname, "../sdk/openapi.json");
writeFileSync(documentFile, module.renderDocument());
writeFileSync(join(import.meta.dirname, "../sdk/schema.d.ts"), module.renderTypes(documentFile));
