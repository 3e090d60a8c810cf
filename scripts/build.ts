import { relative } from "node:path";
import { build } from "./local/builds.ts";
import { ROOT } from "./local/places.ts";

try {
	for (const [part, folder] of Object.entries(await build("api", "web")))
		console.log(`${part}: ${relative(ROOT, folder)}`);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
