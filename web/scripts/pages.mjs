// Turns the Worker build into a Pages project in advanced mode: one build, two shapes.
// Run after `react-router build`, in web/: build/client can then be deployed with `wrangler pages deploy`.
import { appendFileSync, cpSync, existsSync, rmSync, writeFileSync } from "node:fs";

const server = "build/server";
const client = "build/client";
const worker = `${client}/_worker.js`;

if (!existsSync(`${server}/index.js`)) throw new Error("Build first: npx react-router build, in web/");

rmSync(worker, { recursive: true, force: true });
cpSync(`${server}/index.js`, `${worker}/index.js`);
cpSync(`${server}/assets`, `${worker}/assets`, {
	recursive: true,
	filter: (path) => !/\.(woff2|css|svg|png)$/.test(path),
});

// What the worker never sees: files with a hash in their name, and those of public/.
const exclude = ["/assets/*", "/favicon.svg", "/robots.txt"];
writeFileSync(`${client}/_routes.json`, JSON.stringify({ version: 1, include: ["/*"], exclude }, null, "\t"));
// Deployed as a Worker, the same folder must not publish these as files.
appendFileSync(`${client}/.assetsignore`, "\n_worker.js\n_routes.json\n");
console.log(`Pages project in ${client}`);
