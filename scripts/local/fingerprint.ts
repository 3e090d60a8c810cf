import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "./places.ts";

const IGNORED = /(^|\/)(node_modules|paraglide|\.react-router|\.wrangler|build|swagger|cache)(\/|$)|\.test\.ts$|\.md$/;

/** One short name for the content of these files and folders: the same sources give the same name. */
export function fingerprint(sources: readonly string[]): string {
	const hash = createHash("sha256");
	for (const source of sources) {
		for (const path of filesIn(join(ROOT, source))) {
			hash.update(relative(ROOT, path)).update("\0").update(readFileSync(path)).update("\0");
		}
	}
	return hash.digest("hex").slice(0, 16);
}

function filesIn(path: string): string[] {
	if (IGNORED.test(relative(ROOT, path))) return [];
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesIn(join(path, name)));
}
