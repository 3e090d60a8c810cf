// Reads messages/<area>/<locale>.json. It is a local stand-in for @inlang/plugin-message-format, which the
// compiler would fetch from a CDN; same syntax, and it takes one file per area.
import { existsSync, readdirSync } from "node:fs";

const folder = "messages";

function toBeImportedFiles({ settings }) {
	if (!existsSync(folder)) throw new Error(`Compile messages from web/: there is no ${folder}/ in ${process.cwd()}`);
	const areas = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	return areas.flatMap(({ name }) =>
		settings.locales.map((locale) => ({ locale, path: `./${folder}/${name}/${locale}.json` })),
	);
}

function parsePattern(text) {
	return text
		.split(/(\{\w+\})/)
		.filter((part) => part !== "")
		.map((part) =>
			/^\{\w+\}$/.test(part)
				? { type: "expression", arg: { type: "variable-reference", name: part.slice(1, -1) } }
				: { type: "text", value: part },
		);
}

function inputsOf(texts) {
	const names = new Set(texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1])));
	return [...names].map((name) => ({ type: "input-variable", name }));
}

/** "local form = count: plural" */
function parseLocal(declaration) {
	const [, name, input, formatter] = /^local (\w+) = (\w+): (\w+)$/.exec(declaration);
	return {
		type: "local-variable",
		name,
		value: {
			type: "expression",
			arg: { type: "variable-reference", name: input },
			annotation: { type: "function-reference", name: formatter, options: [] },
		},
	};
}

function parseMatch(condition) {
	return condition.split(",").map((part) => {
		const [key, value] = part.trim().split("=");
		return value === "*" ? { type: "catchall-match", key } : { type: "literal-match", key, value };
	});
}

function importMessage(bundleId, locale, value) {
	const plain = typeof value === "string";
	const { declarations = [], selectors = [], match } = plain ? { match: { "": value } } : value[0];
	const inputs = declarations.filter((declaration) => declaration.startsWith("input "));
	const locals = declarations.filter((declaration) => declaration.startsWith("local ")).map(parseLocal);
	const named = inputs.map((declaration) => ({ type: "input-variable", name: declaration.slice(6) }));
	const found = inputsOf(Object.values(match)).filter(
		({ name }) => !named.some((input) => input.name === name) && !locals.some((local) => local.name === name),
	);
	return {
		declarations: [...named, ...found, ...locals],
		message: { bundleId, locale, selectors: selectors.map((name) => ({ type: "variable-reference", name })) },
		variants: Object.entries(match).map(([condition, text]) => ({
			messageBundleId: bundleId,
			messageLocale: locale,
			matches: plain ? [] : parseMatch(condition),
			pattern: parsePattern(text),
		})),
	};
}

function importFiles({ files }) {
	const bundles = new Map();
	const messages = [];
	const variants = [];
	for (const file of files) {
		for (const [id, value] of Object.entries(JSON.parse(new TextDecoder().decode(file.content)))) {
			const imported = importMessage(id, file.locale, value);
			const known = bundles.get(id)?.declarations ?? [];
			const added = imported.declarations.filter(({ name }) => !known.some((one) => one.name === name));
			bundles.set(id, { id, declarations: [...known, ...added] });
			messages.push(imported.message);
			variants.push(...imported.variants);
		}
	}
	return { bundles: [...bundles.values()], messages, variants };
}

export default { key: "plugin.sewa.messageFiles", toBeImportedFiles, importFiles };
