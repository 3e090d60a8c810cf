import { and, eq, inArray, sql } from "drizzle-orm";
import { auditInstallation } from "#worker/kernel/audit";
import type { SystemContext } from "#worker/kernel/context";
import { lostRace, type Statement, violates } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { reorder } from "#worker/kernel/reorder";
import { matches } from "#worker/kernel/search";
import { next } from "#worker/kernel/state-machine";
import { uselessPrice } from "./quotas";
import { CATALOG_MACHINE, type CatalogEvent } from "./rules";
import type { PlanInput, PlanPatch, SystemPlanQuery, SystemPlanView } from "./schemas";
import { planPrices, plans, products } from "./tables";
import { systemPlanView } from "./views";

/** Live subscriptions of a plan; a name in SQL because billing is downstream of the catalogue. */
const subscribers = sql<number>`(SELECT count(*) FROM subscriptions WHERE plan_id = plans.id AND status NOT IN ('canceled', 'expired'))`;

export async function listPlans(ctx: SystemContext, query: SystemPlanQuery) {
	const page = pageClause(query, { position: plans.position }, plans.id);
	const rows = await ctx.db.list(plans, {
		where: and(matches(plans.state, query.state), page.after),
		orderBy: page.orderBy,
		limit: page.limit,
	});
	const ids = rows.map((row) => row.id);
	if (ids.length === 0) return { items: [], nextCursor: null };
	const [prices, counts] = await Promise.all([
		ctx.db.list(planPrices, { where: inArray(planPrices.planId, ids) }),
		ctx.db.select({ id: plans.id, count: subscribers }, plans, { where: inArray(plans.id, ids) }),
	]);
	const countOf = new Map(counts.map((row) => [row.id, row.count]));
	return toPage(
		rows,
		query,
		(row) => [row.position, row.id],
		(row) => systemPlanView(row, prices, countOf.get(row.id) ?? 0),
	);
}

export async function readPlan(ctx: SystemContext, planId: Id<"plan">): Promise<SystemPlanView> {
	const where = eq(plans.id, planId);
	const [plan, prices, [count]] = await Promise.all([
		ctx.db.find(plans, where),
		ctx.db.list(planPrices, { where: eq(planPrices.planId, planId) }),
		ctx.db.select({ count: subscribers }, plans, { where }),
	]);
	if (!plan) throw new AppError("not_found");
	return systemPlanView(plan, prices, count?.count ?? 0);
}

function priceRows(ctx: SystemContext, planId: Id<"plan">, prices: PlanInput["prices"]): Statement {
	const rows = prices.map(({ interval, price }) => ({ id: newId("price"), planId, interval, ...price }));
	return ctx.db.insert(planPrices, rows);
}

/** A new plan of the product `platform`, as a draft at the end of the list. */
export async function createPlan(ctx: SystemContext, input: PlanInput): Promise<SystemPlanView> {
	refuseUselessPrices(input);
	const product = await ctx.db.find(products, eq(products.code, "platform"));
	if (!product) throw new AppError("conflict", "The installation has no product yet.");
	const id = newId("plan");
	const { prices, ...fields } = input;
	const position = sql`(SELECT coalesce(max(position), 0) + 10 FROM plans)`;
	const times = { createdAt: ctx.now, updatedAt: ctx.now };
	try {
		await ctx.db.batch([
			ctx.db.insert(plans, { id, productId: product.id, state: "draft", position, ...fields, ...times }),
			priceRows(ctx, id, prices),
			auditInstallation(ctx, { action: "plan.create", resource: { kind: "plan", id }, after: input }),
		]);
	} catch (error) {
		if (violates(error, "plans.code")) throw invalid("/code", "This code is taken.", "already_exists");
		throw error;
	}
	return readPlan(ctx, id);
}

function refuseUselessPrices({ limits, overage }: Pick<PlanInput, "limits" | "overage">): void {
	for (const [n, price] of (overage ?? []).entries()) {
		const why = uselessPrice(limits, price);
		if (why) throw invalid(`/overage/${n}/meter`, why);
	}
}

/**
 * Changes what is offered from now on; invoices and running periods keep what they were quoted, and tenants the limits
 * they bought. Rate limits and prices of overage are the plan's as of now, for all who are on it.
 */
export async function updatePlan(ctx: SystemContext, planId: Id<"plan">, patch: PlanPatch): Promise<SystemPlanView> {
	const before = await readPlan(ctx, planId);
	refuseUselessPrices({ ...before, ...patch });
	const { prices, ...fields } = patch;
	await ctx.db.batch([
		ctx.db.update(plans, eq(plans.id, planId), { ...fields, updatedAt: ctx.now }),
		...(prices ? [ctx.db.remove(planPrices, eq(planPrices.planId, planId)), priceRows(ctx, planId, prices)] : []),
		auditInstallation(ctx, { action: "plan.update", resource: { kind: "plan", id: planId }, before, after: patch }),
	]);
	return readPlan(ctx, planId);
}

/** Publish, hide or retire. */
export async function changePlanState(ctx: SystemContext, planId: Id<"plan">, event: CatalogEvent) {
	const plan = await ctx.db.find(plans, eq(plans.id, planId));
	if (!plan) throw new AppError("not_found");
	const state = next(CATALOG_MACHINE, plan.state, event);
	const entry = { action: `plan.${event}`, resource: { kind: "plan", id: planId } };
	try {
		await ctx.db.batch([
			ctx.db.update(plans, and(eq(plans.id, planId), eq(plans.state, plan.state)), { state, updatedAt: ctx.now }),
			ctx.db.guard("plan_state"),
			auditInstallation(ctx, { ...entry, before: { state: plan.state }, after: { state } }),
		]);
	} catch (error) {
		if (lostRace(error)) throw new AppError("conflict", "Somebody else has just changed this plan.");
		throw error;
	}
	return readPlan(ctx, planId);
}

/** Puts the plans into the order given; plans not named keep their place behind them. */
export async function orderPlans(ctx: SystemContext, planIds: Id<"plan">[]): Promise<void> {
	const resource = { kind: "plan", id: "order" };
	await ctx.db.batch([
		...reorder(ctx.db, plans, planIds, ctx.now),
		auditInstallation(ctx, { action: "plan.order", resource, after: { planIds } }),
	]);
}

/** Deletes a draft that nobody ever bought. Everything else is retired, since invoices name it. */
export async function deletePlan(ctx: SystemContext, planId: Id<"plan">): Promise<void> {
	const plan = await readPlan(ctx, planId);
	if (plan.state !== "draft") throw new AppError("conflict", "Only a draft can be deleted; retire this plan instead.");
	await ctx.db.batch([
		ctx.db.remove(planPrices, eq(planPrices.planId, planId)),
		ctx.db.remove(plans, and(eq(plans.id, planId), eq(plans.state, "draft"))),
		ctx.db.guard("plan_draft"),
		auditInstallation(ctx, { action: "plan.delete", resource: { kind: "plan", id: planId }, before: plan }),
	]);
}
