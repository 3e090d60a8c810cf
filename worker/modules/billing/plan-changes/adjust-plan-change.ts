import { and, eq, inArray, sql } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { lostRace, type Statement } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { plans } from "#worker/modules/catalog/tables";
import { type Agreement, secondPerson } from "../approvals/request-approval";
import { releaseCoupons } from "../coupons/redeem";
import { invoices } from "../invoices/tables";
import type { AdjustInput } from "./admin-schemas";
import { advancePlanChange } from "./advance";
import { applyChange } from "./apply-change";
import { changeQuoteView } from "./change-view";
import { couponRace, refuseCoupons } from "./coupon-refusal";
import { loadChange } from "./load-change";
import { appliedOf, changeInvoice, reserveCoupons } from "./open-change";
import { planChangeQuote } from "./quote-change";
import { readAnyPlanChange, storedQuote } from "./read-all-plan-changes";
import { planChanges } from "./tables";

/** The quote before and after, by the function that made the first; nothing is written. */
export async function previewAdjustment(ctx: SystemContext, id: Id<"planChange">, input: AdjustInput) {
	const { change, quote } = await plan(ctx, id, input);
	const after = changeQuoteView(quote);
	const difference = { amount: quote.total.amount - change.quote.total.amount, currency: quote.total.currency };
	return { before: storedQuote(change.quote), after, difference };
}

/**
 * Quotes the change again with what people added, and opens a new invoice for the old one, in one batch. A discount
 * above the four-eyes limit waits for a second person. @throws 409 while money for it is under way
 */
export async function adjustPlanChange(
	ctx: SystemContext,
	id: Id<"planChange">,
	input: AdjustInput,
	agreement?: Agreement,
) {
	const planned = await plan(ctx, id, input);
	const { change, quote } = planned;
	const after = changeQuoteView(quote);
	const difference = { amount: quote.total.amount - change.quote.total.amount, currency: quote.total.currency };
	const preview = { before: storedQuote(change.quote), after, difference };
	if (!agreement) {
		const amount = { amount: input.discount, currency: quote.total.currency };
		const asked = { kind: "plan_change_discount" as const, subjectId: id, tenantId: change.tenantId };
		const second = await secondPerson(ctx, { ...asked, amount, input, reason: input.discountReason });
		if (second.needed) return { ...preview, planChange: null, secondApproval: second.approval };
	}
	await write(inTenant(ctx, ctx.db, change.tenantId), planned, input, agreement?.statements ?? []);
	return { ...preview, planChange: await readAnyPlanChange(ctx, id), secondApproval: null };
}

type Planned = Awaited<ReturnType<typeof plan>>;

async function plan(ctx: SystemContext, id: Id<"planChange">, input: AdjustInput) {
	const [row] = await ctx.db.select({ tenantId: planChanges.tenantId, plan: plans.code }, planChanges, {
		joins: [{ table: plans, on: eq(plans.id, planChanges.planId) }],
		where: eq(planChanges.id, id),
		limit: 1,
	});
	if (!row) throw new AppError("not_found");
	const inside = inTenant(ctx, ctx.db, row.tenantId);
	const change = await inside.db.find(planChanges, eq(planChanges.id, id));
	if (change?.status !== "quoted" && change?.status !== "awaiting_payment")
		throw new AppError("conflict", `This change is ${change?.status}: it is not adjusted any more.`);
	const { coupons, discount, bonusDays } = input;
	const { interval, currency } = change;
	const [invoice, loaded] = await Promise.all([
		openInvoiceOf(inside, change),
		loadChange(inside, {
			...{ plan: row.plan, interval, currency, coupons, again: id },
			adjustments: { discount, bonusDays },
		}),
	]);
	const quote = planChangeQuote(loaded.input);
	refuseCoupons(quote.refused, "/coupons");
	if (discount > quote.discount) throw invalid("/discount", `There are only ${quote.discount} to take off.`);
	if (change.status === "awaiting_payment" && quote.outcome === "schedule")
		throw new AppError(
			"conflict",
			"By the present policy this change waits for the renewal; reject it and make another.",
		);
	return { change, invoice, loaded, quote };
}

async function openInvoiceOf(ctx: TenantContext, change: typeof planChanges.$inferSelect) {
	if (change.status !== "awaiting_payment") return null;
	const open = and(eq(invoices.planChangeId, change.id), inArray(invoices.status, ["open", "uncollectible"]));
	const invoice = await ctx.db.find(invoices, open);
	if (!invoice) throw new AppError("conflict", "This change has no open invoice any more.");
	if (invoice.periodStart !== null) throw new AppError("conflict", "This change is on the renewal's invoice already.");
	return invoice;
}

async function write(ctx: TenantContext, planned: Planned, input: AdjustInput, also: Statement[]): Promise<void> {
	const { change, quote } = planned;
	const { coupons, discount, discountReason, bonusDays } = input;
	const resource = { kind: "plan_change", id: change.id };
	const before = { ...change.adjustments, total: change.quote.total };
	const added = { coupons, discount, discountReason, bonusDays };
	const asRead = and(
		eq(planChanges.id, change.id),
		eq(planChanges.status, change.status),
		eq(planChanges.updatedAt, change.updatedAt),
	);
	const requoted = {
		quote,
		adjustments: sql`json_patch(coalesce(${planChanges.adjustments}, '{"notes":[]}'), ${JSON.stringify(added)})`,
		...{ kind: quote.kind, timing: quote.timing, effectiveAt: quote.effectiveAt, bonusDays: quote.bonusDays },
		updatedAt: Math.max(ctx.now, change.updatedAt + 1),
	};
	try {
		await ctx.db.batch([
			ctx.db.update(planChanges, asRead, requoted),
			ctx.db.guard("plan_change_as_read"),
			...voidFormer(ctx, planned),
			...releaseCoupons(ctx, change.id),
			...reserveCoupons(ctx, change.id, quote),
			...consequences(ctx, planned),
			audit(ctx, { action: "plan_change.adjust", resource, before, after: { ...added, total: quote.total } }),
			...also,
		]);
	} catch (error) {
		if (lostRace(error))
			throw new AppError("conflict", "It was changed meanwhile, or a payment is under way.", { cause: error });
		throw couponRace(error) ?? error;
	}
}

/** The former invoice is void, unless somebody is paying it at this moment. */
function voidFormer(ctx: TenantContext, { invoice }: Planned): Statement[] {
	if (!invoice) return [];
	const paying = sql`EXISTS (SELECT 1 FROM payments p WHERE p.tenant_id = ${ctx.tenantId} AND p.invoice_id = ${invoice.id}
		AND p.status IN ('created', 'pending', 'awaiting_review'))`;
	const asRead = and(eq(invoices.id, invoice.id), eq(invoices.status, invoice.status), sql`NOT ${paying}`);
	return [
		ctx.db.update(invoices, asRead, { status: "void", voidedAt: ctx.now, updatedAt: ctx.now }),
		ctx.db.guard("invoice_not_being_paid"),
	];
}

/** What the new quote brings about: an invoice, or the change itself where nothing is left to pay. */
function consequences(ctx: TenantContext, { change, invoice, loaded, quote }: Planned): Statement[] {
	const { subscription, plan, seller, tenant, details } = loaded;
	if (!subscription) throw new AppError("conflict", "The subscription has ended.");
	const buyer = invoice?.buyer ?? (details && { ...details, name: tenant.name });
	const opened = { quote, plan, interval: change.interval, subscription };
	if (quote.outcome === "apply") return applyChange(ctx, appliedOf(change.id, opened));
	if (quote.outcome !== "invoice") return [];
	if (!buyer) throw invalid("/billing", "Billing details are needed for the invoice.");
	return [
		...(change.status === "quoted" ? advancePlanChange(ctx, change.id, "invoice") : []),
		...changeInvoice(ctx, change.id, { ...opened, buyer, seller }).statements,
	];
}
