import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { publishedDocument } from "#worker/documentation";
import { routes } from "#worker/routes";

/** The OpenAPI document as the file sdk/openapi.json holds it. */
export function renderDocument(): string {
	return `${JSON.stringify(publishedDocument(routes), null, "\t")}\n`;
}

/** The client's types from that file. The generator needs TypeScript 5, which only the sdk package has. */
export function renderTypes(documentFile: string): string {
	return execFileSync("npx", ["openapi-typescript", documentFile, "--root-types=false"], {
		cwd: join(import.meta.dirname, "../sdk"),
		encoding: "utf8",
		stdio: ["ignore", "pipe", "pipe"],
	});
}
