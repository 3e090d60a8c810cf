import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import type { Read, Statement } from "#worker/kernel/database";
import { type Id, newId } from "#worker/kernel/ids";
import type { Currency } from "#worker/kernel/money";
import { plans } from "#worker/modules/catalog/tables";
import { releaseCoupons } from "../coupons/redeem";
import { invoices, pendingItems } from "../invoices/tables";
import { advancePlanChange } from "./advance";
import { type AppliedChange, applyChange } from "./apply-change";
import type { PricedItem } from "./rules";
import { planChanges } from "./tables";

/** A change that waits for the end of the period, with the items its renewal bills, before tax. */
export type ScheduledChange = {
	id: Id<"planChange">;
	plan: AppliedChange["plan"] & { name: string };
	interval: AppliedChange["interval"];
	currency: Currency;
	bonusDays: number;
	effectiveAt: number | null;
	items: [PricedItem, ...PricedItem[]];
};

/** The change that this subscription's renewal is for; null where it renews as it is. Two round trips at most. */
export async function loadScheduledChange(
	ctx: TenantContext,
	subscriptionId: Id<"subscription">,
): Promise<ScheduledChange | null> {
	const change = await ctx.db.find(
		planChanges,
		and(
			eq(planChanges.subscriptionId, subscriptionId),
			eq(planChanges.status, "quoted"),
			eq(planChanges.timing, "period_end"),
		),
	);
	if (!change) return null;
	const plan = await ctx.db.findShared(plans, eq(plans.id, change.planId));
	if (!plan) throw new RangeError(`${change.id} has no plan`);
	return scheduledChange(change, plan);
}

type QuotedChange = Pick<
	typeof planChanges.$inferSelect,
	"id" | "interval" | "currency" | "bonusDays" | "effectiveAt" | "quote"
>;

/** The same for whoever has read the rows already. */
export function scheduledChange(change: QuotedChange, plan: ScheduledChange["plan"]): ScheduledChange {
	const [first, ...rest] = change.quote.lines.map(({ description, quantity, unitPrice }) => ({
		description,
		quantity,
		unitPrice,
	}));
	if (!first) throw new RangeError(`${change.id} has no lines`);
	const { id, interval, currency, bonusDays, effectiveAt } = change;
	return { id, plan, interval, currency, bonusDays, effectiveAt, items: [first, ...rest] };
}

/**
 * The change goes onto the renewal's invoice: open that with `planChangeId: change.id` and its `periodStart` in the
 * same batch, and settlement applies it. Guarded: a change that was given up meanwhile undoes the batch.
 */
export function invoiceScheduledChange(ctx: TenantContext, change: ScheduledChange): Statement[] {
	const resource = { kind: "plan_change", id: change.id };
	return [
		...advancePlanChange(ctx, change.id, "invoice"),
		audit(ctx, { action: "plan_change.invoice", resource, after: { plan: change.plan.code } }),
	];
}

/** The same where the renewal costs nothing (a coupon of 100 %, or credit): it is applied without an invoice. */
export function applyScheduledChange(
	ctx: TenantContext,
	change: ScheduledChange,
	subscription: AppliedChange["subscription"],
): Statement[] {
	const resource = { kind: "plan_change", id: change.id };
	return [
		...applyChange(ctx, { ...change, subscription, timing: "period_end", carried: [] }),
		audit(ctx, { action: "plan_change.apply", resource, after: { plan: change.plan.code } }),
	];
}

/** Credits and charges for the next invoice, and the statements that mark them as taken by it. */
export type TakenItems = { items: PricedItem[]; statements: (invoiceId: Id<"invoice">) => Statement[] };

/**
 * What waits for the next invoice of the subscription, oldest first. `charge` is what that invoice is for, before
 * tax: of the credit only as much is taken as there is to pay; the rest of it goes on waiting. Guarded, so that an
 * item is taken once. One round trip.
 */
export async function takePendingItems(
	ctx: TenantContext,
	subscriptionId: Id<"subscription">,
	charge: { amount: number; currency: Currency },
): Promise<TakenItems> {
	const [waiting] = await ctx.db.readAll([pendingItemsRead(ctx, subscriptionId)]);
	return takeItems(ctx, waiting, charge);
}

/** What waits for the next invoice of the subscription, oldest first, for whoever asks more in the same call. */
export function pendingItemsRead(ctx: TenantContext, subscriptionId: Id<"subscription">): Read<PendingItem> {
	return ctx.db.toList(pendingItems, {
		where: and(eq(pendingItems.subscriptionId, subscriptionId), isNull(pendingItems.invoiceId)),
		orderBy: [asc(pendingItems.createdAt), asc(pendingItems.id)],
		limit: 100,
	});
}

/** The same for whoever has read the items already; those in another currency go on waiting. */
export function takeItems(
	ctx: TenantContext,
	rows: readonly PendingItem[],
	charge: { amount: number; currency: Currency },
): TakenItems {
	const taken = shareOut(
		rows.filter((row) => row.currency === charge.currency),
		charge.amount,
	);
	return {
		items: taken.map(({ row, used }) => ({
			description: row.description,
			quantity: 1,
			unitPrice: { amount: used, currency: row.currency },
		})),
		statements: (invoiceId) => taken.flatMap((one) => take(ctx, one, invoiceId)),
	};
}

export type PendingItem = typeof pendingItems.$inferSelect;
type Taken = { row: PendingItem; used: number };

/** All charges, then credit as long as something is left to pay. Pure. */
export function shareOut(rows: Taken["row"][], charge: number): Taken[] {
	const charges = rows.filter((row) => row.amount > 0).map((row) => ({ row, used: row.amount }));
	let left = charges.reduce((total, { used }) => total + used, Math.max(charge, 0));
	const credits = rows
		.filter((row) => row.amount < 0)
		.map((row) => {
			const used = Math.min(left, -row.amount);
			left -= used;
			return { row, used: -used };
		});
	return [...charges, ...credits.filter(({ used }) => used < 0)];
}

function take(ctx: TenantContext, { row, used }: Taken, invoiceId: Id<"invoice">): Statement[] {
	const asRead = and(eq(pendingItems.id, row.id), isNull(pendingItems.invoiceId), eq(pendingItems.amount, row.amount));
	const { subscriptionId, description, currency, createdAt } = row;
	const rest = {
		id: newId("pendingItem"),
		subscriptionId,
		description,
		currency,
		createdAt,
		amount: row.amount - used,
	};
	return [
		ctx.db.update(pendingItems, asRead, { amount: used, invoiceId }),
		ctx.db.guard("pending_item_waiting"),
		...(rest.amount === 0 ? [] : [ctx.db.insert(pendingItems, rest)]),
	];
}

/** A change whose invoice is still open when the period it was quoted for is over; null where there is none. */
export async function loadOpenChange(ctx: TenantContext, subscriptionId: Id<"subscription">) {
	const [row] = await ctx.db.select({ id: planChanges.id, invoiceId: invoices.id }, planChanges, {
		joins: [{ table: invoices, on: eq(invoices.planChangeId, planChanges.id) }],
		where: and(
			eq(planChanges.subscriptionId, subscriptionId),
			eq(planChanges.status, "awaiting_payment"),
			inArray(invoices.status, ["open", "uncollectible"]),
		),
		orderBy: [desc(invoices.id)],
		limit: 1,
	});
	return row ?? null;
}

/** Ends it unpaid: the invoice becomes void, its coupons are free again. Guarded by both of their states. */
export function lapseOpenChange(
	ctx: TenantContext,
	change: { id: Id<"planChange">; invoiceId: Id<"invoice"> },
): Statement[] {
	return endUnpaid(ctx, change, "expire");
}

/** Ends a change whose invoice is not paid, in one of the ways that the machine knows. */
export function endUnpaid(
	ctx: TenantContext,
	{ id, invoiceId }: { id: Id<"planChange">; invoiceId: Id<"invoice"> | null },
	event: "expire" | "cancel" | "reject",
	reason?: string,
): Statement[] {
	const unpaid = inArray(invoices.status, ["open", "uncollectible"]);
	const resource = { kind: "plan_change", id };
	const voided = { status: "void" as const, voidedAt: ctx.now, updatedAt: ctx.now };
	return [
		...advancePlanChange(ctx, id, event),
		...(invoiceId
			? [ctx.db.update(invoices, and(eq(invoices.id, invoiceId), unpaid), voided), ctx.db.guard("invoice_state")]
			: []),
		...releaseCoupons(ctx, id),
		audit(ctx, {
			action: `plan_change.${event}`,
			resource,
			after: { ...(invoiceId && { invoice: "void" }), ...(reason && { reason }) },
		}),
	];
}
