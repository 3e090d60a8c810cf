import type { Env } from "#worker/env";
import { inTenant, type SystemContext, type UserActor } from "#worker/kernel/context";
import { type Id, newId } from "#worker/kernel/ids";
import { machineContext } from "#worker/machine-context";
import { fromProvider } from "#worker/modules/billing/ledger/rules";
import { approvePayment } from "#worker/modules/billing/payments/review-payment";
import { submitPayment } from "#worker/modules/billing/payments/submit-payment";
import { loadSettlement } from "#worker/modules/billing/settlement/load-settlement";
import { planSettlement } from "#worker/modules/billing/settlement/rules";
import { settlementStatements } from "#worker/modules/billing/settlement/settle-payment";
import { foundTenant } from "#worker/modules/billing/sign-up/found-tenant";
import { users } from "#worker/modules/identity/tables";
import { installCatalogue } from "#worker/modules/platform/install-catalogue";

type PaymentId = Id<"payment">;
type Compiled = { sql: string; params: unknown[] };
type Approval = { load: Compiled; writes: Compiled[] };
type Step = { task: "prepare" | "ours" | "compile" | "raw" | "writes"; count: number };

const BUYER = {
	email: "a@b.example",
	address: "Jl. A",
	city: "Bandung",
	state: "Jawa Barat",
	postalCode: "40115",
	country: "ID",
	npwp: null,
};

let waiting: PaymentId[] = [];
let chosen: PaymentId[] = [];
let compiled: Approval[] = [];

/** One step a request; the clock is the caller's, because time stands still inside a worker. */
export default {
	async fetch(request: Request, env: Env): Promise<Response> {
		const { task, count } = (await request.json()) as Step;
		const ctx = machineContext(env, { kind: "system", id: "bench", name: "bench" }, Date.now());
		if (task === "prepare") await prepare(ctx, count);
		if (task === "ours") for (const id of chosen) await approvePayment(ctx, id, {});
		if (task === "compile") {
			chosen = waiting.splice(0, count);
			compiled = await Promise.all(chosen.map((id) => compile(env, id)));
		}
		if (task === "raw" || task === "writes") for (const approval of compiled) await raw(env.DB, approval, task);
		return Response.json({ statements: (compiled[0]?.writes.length ?? 0) + 1 });
	},
};

/** Customers who bought a plan and say that they paid. */
async function prepare(ctx: SystemContext, count: number) {
	await installCatalogue(ctx);
	const owner: UserActor = {
		kind: "user",
		id: newId("user"),
		name: "Bench",
		email: `${newId("user")}@bench.example`,
		systemRole: null,
	};
	const at = new Date(ctx.now);
	await ctx.db.batch([
		ctx.db.insert(users, { id: owner.id, name: owner.name, email: owner.email, createdAt: at, updatedAt: at }),
	]);
	const session = {
		id: newId("session"),
		actor: owner,
		locale: "en" as const,
		timeZone: "UTC",
		memberships: [],
		activeTenantId: null,
	};
	waiting = [];
	for (let i = 0; i < count; i++) {
		const input = {
			name: `Bench ${i}`,
			plan: "starter",
			interval: "month" as const,
			currency: "IDR" as const,
			billing: BUYER,
		};
		const founded = await foundTenant({ ...ctx, actor: owner, session, installation: ctx.db }, input);
		if (!founded.invoice) throw new Error("the bench's plan has no invoice");
		const inside = inTenant(ctx, ctx.db, founded.tenant.id);
		const payment = await submitPayment(inside, founded.invoice.id, {
			method: "bca",
			amount: founded.invoice.total,
			reference: "bench",
		});
		waiting.push(payment.id);
	}
}

async function raw(db: D1Database, { load, writes }: Approval, task: "raw" | "writes") {
	const bound = ({ sql, params }: Compiled) => db.prepare(sql).bind(...params);
	if (task === "raw") await bound(load).raw();
	await db.batch(writes.map(bound));
}

/** What the use case reads and writes, as plain SQL and parameters. */
async function compile(env: Env, id: PaymentId): Promise<Approval> {
	const reads: Compiled[] = [];
	const actor = { kind: "system" as const, id: "bench", name: "bench" };
	const ctx = machineContext({ ...env, DB: recording(env.DB, reads) }, actor, Date.now());
	const settlement = await loadSettlement(ctx, id);
	const inside = inTenant(ctx, ctx.db, settlement.tenantId);
	const plan = planSettlement(settlement, fromProvider(settlement.provider, settlement.amount), ctx.now);
	const statements = settlementStatements(inside, settlement, plan, { by: "person", notes: null });
	const writes = statements.map((statement) => statement.toSQL());
	const [load] = reads;
	if (!load) throw new Error("the settlement was loaded without a read");
	return { load, writes };
}

/** The same database, writing down what is asked of it. */
function recording(db: D1Database, log: Compiled[]): D1Database {
	const prepare = (sql: string) => ({
		bind: (...params: unknown[]) => {
			log.push({ sql, params });
			return db.prepare(sql).bind(...params);
		},
	});
	return { prepare } as unknown as D1Database;
}
