import type { Env } from "#worker/env";
import { inTenant, type TenantContext } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { machineContext } from "#worker/machine-context";
import { foundTenant } from "#worker/modules/billing/sign-up/found-tenant";
import { users } from "#worker/modules/identity/tables";
import { ingestEvents } from "#worker/modules/metering/ingestion/ingest-events";
import { createMeter } from "#worker/modules/metering/meters/manage-meters";
import { installCatalogue } from "#worker/modules/platform/install-catalogue";

export type Step = { task: "prepare" | "ours" | "one statement" | "a statement each"; batches: number; size: number };

const INSERT = `INSERT INTO usage_events (tenant_id, source, event_id, type, subject, time, data, received_at)`;
let tenant: TenantContext | null = null;

/** One step a request; the clock is the caller's, because time stands still inside a worker. */
export default {
	async fetch(request: Request, env: Env): Promise<Response> {
		const { task, batches, size } = (await request.json()) as Step;
		if (task === "prepare") await prepare(env);
		else for (let n = 0; n < batches; n++) await SENDERS[task](env, eventsOf(size));
		return Response.json({ done: batches });
	},
};

async function prepare(env: Env): Promise<void> {
	const base = machineContext(env, { kind: "system", id: "bench", name: "bench" }, Date.now());
	await installCatalogue(base);
	const name = { en: "Orders", id: "Pesanan" };
	await createMeter(base, {
		...{ code: "orders", name, unit: "order", source: "events", aggregation: "sum" },
		...{ eventType: "shop.order", valueProperty: "amount", groupBy: ["channel"] },
	});
	const at = new Date(base.now);
	const actor = { kind: "user" as const, id: newId("user"), name: "B", email: "b@bench.example", systemRole: null };
	const { id, email } = actor;
	await base.db.batch([
		base.db.insert(users, { id, name: "B", email, emailVerified: true, createdAt: at, updatedAt: at }),
	]);
	const nowhere = { memberships: [], activeTenantId: null };
	const session = { id: newId("session"), actor, locale: "en" as const, timeZone: "UTC", ...nowhere };
	const founded = await foundTenant(
		{ ...base, actor, session, installation: base.db },
		{ name: "Bench", plan: "growth", interval: "month", currency: "IDR" },
	);
	tenant = { ...inTenant(base, base.db, founded.tenant.id), actor, role: "owner" };
}

type Event = ReturnType<typeof eventsOf>[number];

/** Events of the last hour, none of them sent before. */
const eventsOf = (size: number) =>
	Array.from({ length: size }, (_, n) => ({
		...{ specversion: "1.0", id: crypto.randomUUID(), source: "/till/7", type: "shop.order", subject: `order-${n}` },
		time: new Date(Date.now() - Math.floor(Math.random() * 3_600_000)).toISOString(),
		data: { amount: n, channel: n % 3 === 0 ? "web" : "shop" },
	}));

/** The same rows, counted by nobody and compared with nothing. */
const valuesOf = ({ source, id, type, subject, time, data }: Event) => [
	...[tenant?.tenantId ?? "", source, id, type, subject, Date.parse(time), JSON.stringify(data), Date.now()],
];

const SENDERS: Record<Exclude<Step["task"], "prepare">, (env: Env, events: Event[]) => Promise<unknown>> = {
	ours: async (env, events) => {
		const base = machineContext(env, { kind: "system", id: "bench", name: "bench" }, Date.now());
		if (!tenant) throw new Error("nobody to count for");
		const answer = await ingestEvents({ ...inTenant(base, base.db, tenant.tenantId), actor: tenant.actor }, events);
		if (answer.accepted !== events.length)
			throw new Error(`accepted ${answer.accepted}: ${JSON.stringify(answer.rejected[0])}`);
	},
	"one statement": async (env, events) => {
		const columns = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `value ->> ${n}`).join(", ");
		const all = JSON.stringify(events.map(valuesOf));
		const shard = await shardOf(env);
		await shard.prepare(`${INSERT} SELECT ${columns} FROM json_each(?)`).bind(all).run();
	},
	"a statement each": async (env, events) => {
		const shard = await shardOf(env);
		const insert = shard.prepare(`${INSERT} VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
		await shard.batch(events.map((event) => insert.bind(...valuesOf(event))));
	},
};

/** The shard that ours goes to, too. */
async function shardOf(env: Env): Promise<D1Database> {
	if (!tenant) throw new Error("nobody to count for");
	const { shard } = (await tenant.shards.placements([tenant.tenantId])).get(tenant.tenantId) ?? { shard: "00" };
	return shard === "01" ? env.SHARD_01 : env.SHARD_00;
}
