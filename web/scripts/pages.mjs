// Turns the Worker build into a Pages project in advanced mode: one build, two shapes. Run in web/ after
// `react-router build`: `node scripts/pages.mjs /tmp/sewa-pages`, then there `wrangler pages dev` (or deploy).
// Outside the repository, because inside it wrangler climbs up to the API worker's configuration.
import { cpSync, existsSync, rmSync, writeFileSync } from "node:fs";

const target = process.argv[2] ?? "build/pages";
const worker = `${target}/client/_worker.js`;

if (!existsSync("build/server/index.js")) throw new Error("Build first: npx react-router build, in web/");

rmSync(target, { recursive: true, force: true });
cpSync("build/client", `${target}/client`, { recursive: true });
cpSync("build/server/index.js", `${worker}/index.js`);
const code = (path) => !/\.\w+$/.test(path) || path.endsWith(".js");
cpSync("build/server/assets", `${worker}/assets`, { recursive: true, filter: code });

// What the worker never sees: files with a hash in their name, and those of public/.
const routes = { version: 1, include: ["/*"], exclude: ["/assets/*", "/swagger/*", "/favicon.svg", "/robots.txt"] };
writeFileSync(`${target}/client/_routes.json`, JSON.stringify(routes, null, "\t"));

const configuration = `name = "sewa-web"
pages_build_output_dir = "./client"
compatibility_date = "2026-08-01"
compatibility_flags = ["nodejs_compat"]

[[services]]
binding = "API"
service = "sewa-api"
`;
writeFileSync(`${target}/wrangler.toml`, configuration);
console.log(`Pages project in ${target}`);
