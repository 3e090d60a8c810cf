import type { Plugin } from "vite";

const messagesImport = /import \{ m \} from "~\/paraglide\/messages\.js";/;
const messageUse = /(?<![.\w$])m\.([a-z]\w*)/g;

/**
 * `m.auth_email` becomes an import of that one message. Through the barrel the bundler puts every message of
 * the app into one chunk that even the landing page loads; so each page carries its own words only.
 */
export function directMessageImports(): Plugin {
	return {
		name: "direct-message-imports",
		enforce: "pre",
		transform(code, id) {
			if (!/\.tsx?$/.test(id) || !code.includes("paraglide/messages.js")) return null;
			if (!messagesImport.test(code)) throw new Error(`${id}: write import { m } from "~/paraglide/messages.js"`);
			const used = new Set([...code.matchAll(messageUse)].map((match) => match[1]));
			const imports = [...used].map(
				(name) => `import { ${name} as m_${name} } from "~/paraglide/messages/${name}.js";`,
			);
			// On one line, so that line numbers stay as they are.
			const direct = code.replace(messagesImport, imports.join(" ")).replace(messageUse, "m_$1");
			return { code: direct, map: null };
		},
	};
}

/** sonner adds its styles by script, which cannot carry the nonce; the toaster imports its style sheet instead. */
export function sonnerWithoutStyles(): Plugin {
	return {
		name: "sonner-without-styles",
		transform(code, id) {
			if (!id.includes("/sonner/dist/index.mjs")) return null;
			return { code: code.replace(/^__insertCSS\(.*\);?$/m, ""), map: null };
		},
	};
}
