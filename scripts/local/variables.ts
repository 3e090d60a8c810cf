import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { readConfig } from "../../worker/kernel/config.ts";
import { GATEWAY_VARIABLES } from "./gateways.ts";
import { ROOT, STATE } from "./places.ts";

/** What the environment and `.dev.vars` say about the gateways; what is missing is played on this machine. */
export function givenGateways(): Record<string, string> {
	return { ...pick(process.env), ...pick(ownVariables()) };
}

const pick = (from: Record<string, string | undefined>): Record<string, string> =>
	Object.fromEntries(GATEWAY_VARIABLES.flatMap((name) => (from[name] ? [[name, from[name]]] : [])));

/** The API's variables on this machine. What `.dev.vars` says wins; see .dev.vars.example. */
export function localVariables(port: number, gateways: Record<string, string> = {}): Record<string, string> {
	const variables = {
		ENVIRONMENT: "development",
		APP_URL: `http://localhost:${port}`,
		MAIL_PROVIDER: "local",
		CREDENTIAL_REQUESTS_PER_MINUTE: "600",
		AUTH_SECRET: authSecret(),
		...gateways,
		...pick(process.env),
		...ownVariables(),
	};
	// Every problem is named here and now, not at the first request.
	readConfig({ MAIL_FROM: "Sewa <no-reply@sewa.example>", ...variables });
	return variables;
}

function ownVariables(): Record<string, string> {
	const path = join(ROOT, ".dev.vars");
	return existsSync(path) ? (parseEnv(readFileSync(path, "utf8")) as Record<string, string>) : {};
}

/** Drawn once an installation, so that sessions outlive a restart. */
function authSecret(): string {
	const path = join(STATE, "auth-secret");
	if (!existsSync(path)) {
		mkdirSync(STATE, { recursive: true });
		writeFileSync(path, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" });
	}
	return readFileSync(path, "utf8").trim();
}
