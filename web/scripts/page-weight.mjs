// What the browser loads as script for the landing page, gzipped; fails above the limit. Run in web/ after a build.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 130_000;
const client = "build/client";
const manifestFile = readdirSync(`${client}/assets`).find((name) => /^manifest-\w+\.js$/.test(name));
const source = readFileSync(`${client}/assets/${manifestFile}`, "utf8");
const { entry, routes } = JSON.parse(source.slice(source.indexOf("{"), source.lastIndexOf("}") + 1));

const page = Object.values(routes).find((route) => route.id === "routes/public/landing");
const chain = [];
for (let route = page; route; route = routes[route.parentId]) chain.push(route);

const files = new Set([entry.module, ...entry.imports, ...chain.flatMap((route) => [route.module, ...route.imports])]);
const weights = [...files].map((file) => [file, gzipSync(readFileSync(client + file), { level: 9 }).length]);
const total = weights.reduce((sum, [, bytes]) => sum + bytes, 0);

for (const [file, bytes] of weights.sort((a, b) => b[1] - a[1]).slice(0, 8))
	console.log(String(bytes).padStart(8), file);
console.log(`${total} bytes of script in ${files.size} files, limit ${limit}`);
if (total > limit) process.exit(1);
