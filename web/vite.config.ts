import { cloudflare } from "@cloudflare/vite-plugin";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { reactRouter } from "@react-router/dev/vite";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { directMessageImports, sonnerWithoutStyles } from "./scripts/vite-plugins.ts";

// In development the API runs beside the web worker in one process; a build holds the web worker alone.
export default defineConfig(({ command }) => ({
	plugins: [
		paraglideVitePlugin({
			project: "./project.inlang",
			outdir: "./app/paraglide",
			strategy: ["cookie", "preferredLanguage", "baseLocale"],
			cookieName: "sewa_locale",
			outputStructure: "message-modules",
			emitReadme: false,
		}),
		cloudflare({
			viteEnvironment: { name: "ssr" },
			remoteBindings: false,
			...(command === "serve" && {
				// scripts/dev.ts says where the state is and what the API's variables are.
				auxiliaryWorkers: [
					{ configPath: "../wrangler.toml", config: { vars: JSON.parse(process.env.SEWA_API_VARIABLES ?? "{}") } },
				],
				persistState: { path: process.env.SEWA_DATA ?? "../.sewa/data" },
			}),
		}),
		directMessageImports(),
		sonnerWithoutStyles(),
		tailwindcss(),
		reactRouter(),
	],
	resolve: { tsconfigPaths: true },
	// light-dark() and oklch() stay as written: the minifier's fallbacks would double the tokens.
	build: { cssTarget: ["chrome125", "firefox128", "safari17.5"], assetsInlineLimit: 0 },
}));
