import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

/** `npm run sdk`: writes sdk/openapi.json and sdk/schema.d.ts from the routes. */
const { module } = await runnerImport<typeof import("./render-sdk.ts")>(
	fileURLToPath(new URL("./render-sdk.ts", import.meta.url)),
);
const documentFile = fileURLToPath(new URL("../sdk/openapi.json", import.meta.url));
writeFileSync(documentFile, module.renderDocument());
writeFileSync(new URL("../sdk/schema.d.ts", import.meta.url), module.renderTypes(documentFile));
