import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const sources = readdirSync(join(root, "worker"), { recursive: true, encoding: "utf8" })
	.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
	.map((name) => read(join("worker", name)))
	.join("\n")
	// What is put into a text is not part of it; nor are its line breaks.
	.replace(/\$\{[^}]*\}/g, "{}");
const known = [...read("web/app/issue-words.ts").matchAll(/^\t"(.+)": m\.\w+,$/gm)].map(([, said = ""]) => said);

test("there are complaints to look for", () => expect(known.length).toBeGreaterThan(40));

test.each(known)("the API still complains: %s", (said) => {
	// A number is written out there, or put in.
	const written = [/\{\w+\}/g, /\{\w+\}|\d+/g].map((put) => said.replace(put, "{}"));
	expect(written.some((text) => sources.includes(text))).toBe(true);
});
