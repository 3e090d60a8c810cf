import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderDocument, renderTypes } from "#scripts/render-sdk";

const file = (name: string) => join(import.meta.dirname, "../../sdk", name);

test("the committed OpenAPI document is what the routes say (mend with npm run sdk)", () => {
	expect(readFileSync(file("openapi.json"), "utf8")).toBe(renderDocument());
});

test("the SDK's types are generated from that document (mend with npm run sdk)", () => {
	expect(readFileSync(file("schema.d.ts"), "utf8")).toBe(renderTypes(file("openapi.json")));
});
