import { Hono } from "hono";
import { tenantMeter } from "#objects/stubs";
import { TenantMeter } from "#objects/tenant-meter";
import type { Env } from "#worker/env";
import { openGate } from "#worker/gate";
import type { BaseContext } from "#worker/kernel/context";
import { type Id, newId } from "#worker/kernel/ids";
import { sha256 } from "#worker/kernel/sha256";
import { KEY_RANDOM_BYTES, newKeyText, readKeyText } from "#worker/modules/identity/api-keys/key-text";
import type { KeyRecord } from "#worker/modules/identity/api-keys/verify-key";
import { limitHeaders } from "#worker/modules/metering/admission/limit-answers";
import type { Snapshot } from "#worker/modules/metering/admission/snapshot";

const FAR = Date.UTC(2100, 0, 1);
const GENEROUS = 1_000_000_000;
const SNAPSHOT: Snapshot = {
	...{ version: 1, status: "active", planCode: "growth", shard: "00", larger: null },
	quotas: [{ meter: "api_calls", limit: GENEROUS, hard: true }],
	policies: [
		{ name: "burst", requests: GENEROUS, windowSeconds: 10 },
		{ name: "sustained", requests: GENEROUS, windowSeconds: 60 },
	],
	period: { start: 0, end: FAR },
};

/** The meter as it is, without D1 behind it: what it would read is given to it. */
export class BenchMeter extends TenantMeter {
	constructor(ctx: DurableObjectState, env: Env) {
		super(ctx, { ...env, DB: {} as D1Database, USAGE: { send: async () => {} } as never });
	}

	async prepare(keys: number): Promise<string[]> {
		this.push(SNAPSHOT);
		// It has counted before: there are no roll-ups to take over.
		this.ctx.storage.sql.exec("INSERT INTO counters VALUES ('api_calls', 0, 0, 0)");
		const tenantId = this.ctx.id.name as Id<"tenant">;
		return Promise.all(Array.from({ length: keys }, () => this.#newKey(tenantId)));
	}

	async #newKey(tenantId: Id<"tenant">): Promise<string> {
		const text = newKeyText("live", tenantId, crypto.getRandomValues(new Uint8Array(KEY_RANDOM_BYTES)));
		const record: KeyRecord = {
			...{ id: newId("apiKey"), tenantId, name: "bench", environment: "live", scopes: ["*:*"], ips: null },
			...{ expiresAt: null, revokedAt: null, createdBy: "bench" },
		};
		const values = [await sha256(text), JSON.stringify(record), FAR];
		this.ctx.storage.sql.exec("INSERT INTO keys VALUES (?, ?, ?)", ...values);
		return text;
	}
}

export { ChangeFeed } from "#objects/change-feed";

const app = new Hono<{ Bindings: Env }>();

/** Everything but admission: what any answer costs. */
app.get("/bare", (c) => c.json({ ok: true }));

/** The gate as the API has it. */
app.get("/admitted", async (c) => {
	const base = { now: Date.now(), ip: null, config: {} } as unknown as BaseContext;
	const limits: Record<string, string> = {};
	const gate = openGate({
		...{ env: c.env, base, authorization: c.req.header("authorization") },
		later: (work) => c.executionCtx.waitUntil(work),
		headers: (said) => void Object.assign(limits, said),
	});
	await gate.machine("GET /admitted");
	return Response.json({ ok: true }, { headers: limits });
});

/** The same by one call of the object for each request: what leases save. */
app.get("/object", async (c) => {
	const text = (c.req.header("authorization") ?? "").slice("Bearer ".length);
	const key = readKeyText(text);
	if (!key) return c.body(null, 401);
	const ask = {
		id: crypto.randomUUID(),
		kind: "live" as const,
		want: 1,
		calling: true,
		endpoint: "GET /object",
		ip: null,
		ahead: 0,
		reports: [],
	};
	const answer = await tenantMeter(c.env, key.tenantId).ask({ ...ask, key: { hash: await sha256(text) } });
	if (!answer.known || !answer.outcome || "why" in answer.outcome) return c.body(null, 429);
	return Response.json({ ok: true }, { headers: limitHeaders(answer.outcome) });
});

/** What the object has counted of the calls with this key's tenant, without anything that is still on lease. */
app.get("/counter", async (c) => {
	const key = readKeyText((c.req.header("authorization") ?? "").slice("Bearer ".length));
	if (!key) return c.body(null, 401);
	const { counters } = await tenantMeter(c.env, key.tenantId).read(0);
	return c.json({ counted: counters[0]?.counted ?? 0, debited: counters[0]?.debited ?? 0 });
});

/** Tenants with keys; the texts of the keys, one a line. */
app.post("/prepare", async (c) => {
	const { tenants, keys } = await c.req.json<{ tenants: number; keys: number }>();
	const texts: string[] = [];
	for (let n = 0; n < tenants; n++) {
		const meter = tenantMeter(c.env, newId("tenant")) as unknown as DurableObjectStub<BenchMeter>;
		texts.push(...(await meter.prepare(keys)));
	}
	return c.text(texts.join("\n"));
});

export default app;
