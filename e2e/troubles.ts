import { type BrowserContext, expect } from "@playwright/test";

/** A page that says no (403, 404, 422) is an answer; a script or picture that is missing is not. */
const refusal = /status of (401|403|404|409|422|429)\b/;
const asset = /\.(js|css|woff2|svg|png|ico)$/;

/** Everything a browser complains about: errors of scripts, of the console, and of the content security policy. */
export async function watch(context: BrowserContext): Promise<string[]> {
	const troubles: string[] = [];
	context.on("weberror", (error) => troubles.push(`${error.page()?.url()}: ${error.error()}`));
	context.on("console", (message) => {
		if (message.type() !== "error") return;
		const { url } = message.location();
		if (refusal.test(message.text()) && !asset.test(url)) return;
		troubles.push(`${message.page()?.url()}: ${message.text()} (${url})`);
	});
	await context.addInitScript(() => {
		document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
			console.error(`The content security policy was violated: ${violatedDirective} ${blockedURI}`),
		);
	});
	return troubles;
}

export function expectNoTrouble(troubles: string[]): void {
	expect(troubles, "what the browser complained about").toEqual([]);
}
