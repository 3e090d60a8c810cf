import { sql } from "drizzle-orm";
import { tenantMeter } from "#objects/stubs";
import { TenantMeter as Meter } from "#objects/tenant-meter";
import type { Env } from "#worker/env";
import api from "#worker/index";
import { inTenant } from "#worker/kernel/context";
import { type Id, newId } from "#worker/kernel/ids";
import { machineContext } from "#worker/machine-context";
import { foundTenant } from "#worker/modules/billing/sign-up/found-tenant";
import { quotaOverrides } from "#worker/modules/catalog/tables";
import { createKey } from "#worker/modules/identity/api-keys/create-key";
import { users } from "#worker/modules/identity/tables";
import { usageDays } from "#worker/modules/metering/shard-tables";
import { rateOverrides } from "#worker/modules/metering/tables";
import { installCatalogue } from "#worker/modules/platform/install-catalogue";

import { collectGarbage } from "../collect-garbage";

export { ChangeFeed } from "#objects/change-feed";
export { RateLimiter } from "#objects/rate-limiter";

/** Messages of a hundred that are handled and then come again. */
const REDELIVERED = 5;
const GENEROUS = 1_000_000_000;

/** The meter, able to fall over. */
export class TenantMeter extends Meter {
	restart(): void {
		this.ctx.abort("restarted by the soak");
	}
}
type Restarting = DurableObjectStub<TenantMeter>;

const machine = (env: Env) => machineContext(env, { kind: "system", id: "cron", name: "soak" }, Date.now());

/** A tenant that may call as often as it likes, with a key. */
async function prepare(env: Env) {
	const base = machine(env);
	await installCatalogue(base);
	const at = new Date(base.now);
	const actor = {
		kind: "user" as const,
		id: newId("user"),
		name: "Soak",
		email: "soak@sewa.example",
		systemRole: null,
	};
	const { id, name, email } = actor;
	await base.db.batch([base.db.insert(users, { id, name, email, emailVerified: true, createdAt: at, updatedAt: at })]);
	const nowhere = { memberships: [], activeTenantId: null };
	const session = { id: newId("session"), actor, locale: "en" as const, timeZone: "UTC", ...nowhere };
	const { tenant } = await foundTenant(
		{ ...base, actor, session, installation: base.db },
		{ name: "Soak", plan: "growth", interval: "month", currency: "IDR" },
	);
	const ctx = { ...inTenant(base, base.db, tenant.id), actor, role: "owner" as const };
	const { db, now: updatedAt } = ctx;
	await db.batch([
		db.insert(quotaOverrides, {
			id: newId("quotaOverride"),
			meter: "api_calls",
			limit: GENEROUS,
			hard: true,
			updatedAt,
		}),
		db.insert(rateOverrides, { id: newId("rateOverride"), requests: GENEROUS, windowSeconds: 60, updatedAt }),
	]);
	const { key } = await createKey(ctx, {
		name: "soak",
		scopes: ["*:read"],
		environment: "live",
		expiresAt: null,
		ips: null,
	});
	return { tenantId: tenant.id, key };
}

/** What the object has counted, and what the roll-ups have of it. */
async function totals(env: Env, tenantId: Id<"tenant">) {
	const base = machine(env);
	const state = await base.meters.read(tenantId);
	const { shard } = (await base.shards.placements([tenantId])).get(tenantId) ?? { shard: "00" };
	const [sum] = await base.shards
		.at(shard)
		.tenant(tenantId)
		.select({ value: sql<number>`coalesce(sum(${usageDays.value}), 0)` }, usageDays);
	const waiting = state.open.length + state.flushes.length;
	return { counters: state.counters, waiting, rolledUp: sum?.value ?? 0 };
}

export default {
	async fetch(request: Request, env: Env, execution: ExecutionContext): Promise<Response> {
		const { pathname, searchParams } = new URL(request.url);
		const tenantId = searchParams.get("tenant") as Id<"tenant">;
		if (pathname === "/soak/prepare") return Response.json(await prepare(env));
		if (pathname === "/soak/totals") return Response.json(await totals(env, tenantId));
		if (pathname === "/soak/collect") {
			collectGarbage();
			return new Response(null, { status: 204 });
		}
		if (pathname !== "/soak/restart") return api.fetch(request as never, env, execution);
		await (tenantMeter(env, tenantId) as unknown as Restarting).restart().catch(() => {});
		return new Response(null, { status: 204 });
	},
	/** Handles them, and then lets some come again as if the acknowledgement had been lost. */
	async queue(batch: MessageBatch<unknown>, env: Env): Promise<void> {
		const messages = batch.messages.map((message) => {
			const again = message.attempts === 1 && Math.random() * 100 < REDELIVERED;
			return new Proxy(message, {
				get: (of, name) => {
					if (name === "ack" && again) return () => of.retry();
					const value = of[name as keyof typeof of];
					return typeof value === "function" ? value.bind(of) : value;
				},
			});
		});
		await api.queue({ queue: batch.queue, messages, ackAll() {}, retryAll() {} } as never, env);
	},
	scheduled: api.scheduled,
} satisfies ExportedHandler<Env, unknown>;
