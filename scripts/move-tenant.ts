import { setTimeout as sleep } from "node:timers/promises";
import { demoAccount } from "./local/accounts.ts";
import { chosenPort } from "./local/ports.ts";

/*
 * npm run move-tenant -- <tenantId> <shard>
 * Moves a tenant on the installation at SEWA_URL, as the admin SEWA_EMAIL with SEWA_PASSWORD; without them on the local one.
 */

type Move = { from: string; to: string; status: string; copied: number; problem: string | null };

const url = process.env.SEWA_URL ?? `http://localhost:${chosenPort()}`;
const demo = demoAccount("admin");
const { SEWA_EMAIL: email = demo.email, SEWA_PASSWORD: password = demo.password } = process.env;
const PAUSE_MS = 1000;

async function call(method: string, path: string, { body, cookie }: { body?: unknown; cookie?: string }) {
	const headers = { origin: url, "content-type": "application/json", ...(cookie && { cookie }) };
	const answer = await fetch(url + path, {
		method,
		headers,
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	if (answer.ok) return answer;
	throw new Error(`${method} ${path} answers ${answer.status}: ${await answer.text()}`);
}

async function signIn(): Promise<string> {
	const answer = await call("POST", "/api/v1/auth/sign-in/email", { body: { email, password } });
	return answer.headers
		.getSetCookie()
		.map((cookie) => cookie.split(";")[0])
		.join("; ");
}

async function move(tenantId: string, shard: string): Promise<void> {
	const path = `/api/v1/admin/tenants/${tenantId}/move`;
	const cookie = await signIn();
	let now = (await (await call("POST", path, { body: { shard }, cookie })).json()) as Move;
	console.log(`Moving ${tenantId} from shard ${now.from} to ${now.to} …`);
	for (let before = 0; now.status === "copying" || now.status === "aborting"; before = now.copied) {
		await sleep(PAUSE_MS);
		now = ((await (await call("GET", path, { cookie })).json()) as { move: Move | null }).move ?? now;
		if (now.copied > before) console.log(`${now.copied} rows copied`);
	}
	if (now.status === "aborted") throw new Error(`It stays on shard ${now.from}. ${now.problem}`);
	console.log(`It lives on shard ${now.to} now. What it left on ${now.from} is deleted within ten minutes.`);
}

try {
	const [tenantId, shard] = process.argv.slice(2);
	if (!tenantId || !shard) throw new Error("npm run move-tenant -- <tenantId> <shard>");
	await move(tenantId, shard);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
