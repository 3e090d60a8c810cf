import { expect, test } from "vitest";
import { type Person, request, tenant } from "#tests/factories";

type Made = { id: string; key: string };
const make = async (as: Person, more: object = {}): Promise<Made> => {
	const body = { name: "Kasir", scopes: ["tenant:read"], ...more };
	return (await request("POST", "/api/v1/api-keys", { as, body })).json();
};
const statusWith = async (key: string, headers: Record<string, string> = {}) =>
	(await request("GET", "/api/v1/tenant", { headers: { authorization: `Bearer ${key}`, ...headers } })).status;

/** Calls until the key is not taken any more. @returns how long after now the last call was made that was */
async function takenFor(key: string): Promise<number> {
	const start = Date.now();
	let last = 0;
	for (let sent = start; (await statusWith(key)) === 200; sent = Date.now()) {
		last = sent - start;
		if (last > 10_000) throw new Error("the key is still taken");
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return last;
}

const shutOut: [string, (as: Person, made: Made) => Promise<Response>][] = [
	["is revoked", (as, { id }) => request("DELETE", `/api/v1/api-keys/${id}`, { as })],
	[
		"loses the scope",
		(as, { id }) => request("PATCH", `/api/v1/api-keys/${id}`, { as, body: { scopes: ["file:read"] } }),
	],
	["is rolled", (as, { id }) => request("POST", `/api/v1/api-keys/${id}/roll`, { as, body: { overlapSeconds: 0 } })],
];

test("a key works at once, and no longer than five seconds after it is revoked, narrowed or rolled", async () => {
	const tried = shutOut.map(async ([what, shut]) => {
		const { owner } = await tenant();
		const made = await make(owner);
		expect(await statusWith(made.key), what).toBe(200);
		expect((await shut(owner, made)).ok, what).toBe(true);
		expect(await takenFor(made.key), what).toBeLessThanOrEqual(5_000);
	});
	await Promise.all(tried);
});

test("a key that no isolate has seen lately is refused at once when it is revoked", async () => {
	const { owner } = await tenant();
	const { id, key } = await make(owner);
	await request("DELETE", `/api/v1/api-keys/${id}`, { as: owner });
	expect(await statusWith(key)).toBe(401);
});

test("during the overlap both keys work", async () => {
	const { owner } = await tenant();
	const { id, key } = await make(owner);
	const body = { overlapSeconds: 3600 };
	const rolled: Made = await (await request("POST", `/api/v1/api-keys/${id}/roll`, { as: owner, body })).json();
	expect([await statusWith(key), await statusWith(rolled.key)]).toEqual([200, 200]);
});

test("a key works from its addresses only", async () => {
	const { owner } = await tenant();
	const { key } = await make(owner, { ips: ["203.0.113.0/24", "2001:db8::/32"] });
	const from = (ip: string) => statusWith(key, { "cf-connecting-ip": ip });
	expect([await from("203.0.113.9"), await from("2001:db8::9")]).toEqual([200, 200]);
	expect([await from("198.51.100.9"), await from("2001:db9::9"), await statusWith(key)]).toEqual([401, 401, 401]);
});
