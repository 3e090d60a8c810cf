import { relative } from "node:path";
import { DEMO_ACCOUNTS } from "./accounts.ts";
import { ROOT, STATE } from "./places.ts";

/** The lines that people and scripts look for: the address, then one line an account. */
export function announce(port: number, hint = ""): void {
	const url = `http://localhost:${port}`;
	const state = relative(ROOT, STATE).startsWith("..") ? STATE : relative(ROOT, STATE);
	const accounts = DEMO_ACCOUNTS.map(({ role, email, password }) => `${role} ${email} ${password}`);
	console.log(
		[
			"",
			`Sewa is at ${url}`,
			"",
			...accounts,
			"",
			`Mails: ${url}/dev/mail   API: ${url}/docs   State: ${state} (npm run reset wipes it)`,
			`Ctrl-C stops.${hint ? ` ${hint}` : ""}`,
			"",
		].join("\n"),
	);
}
