import { eq } from "drizzle-orm";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { invalid } from "#worker/kernel/errors";
import { tenants } from "#worker/modules/tenants/tables";
import { type Agreement, secondPerson } from "../approvals/request-approval";
import type { HandMadeChange } from "./admin-schemas";
import { writeChange } from "./change-plan";
import { refuseCoupons } from "./coupon-refusal";
import { loadChange } from "./load-change";
import { planChangeQuote } from "./quote-change";

/** A change made for a tenant by a system user. A discount above the four-eyes limit waits for a second person. */
export async function createByHand(ctx: SystemContext, input: HandMadeChange, agreement?: Agreement) {
	const { tenantId, plan, interval, currency, discount, bonusDays, discountReason } = input;
	const tenant = await ctx.db.find(tenants, eq(tenants.id, tenantId));
	if (!tenant || tenant.status === "closed") throw invalid("/tenantId", "There is no such organisation.");
	const inside = inTenant(ctx, ctx.db, tenantId);
	const coupons = input.coupon ? [input.coupon] : [];
	const adjustments = { discount, bonusDays };
	const loaded = await loadChange(inside, { plan, interval, currency, coupons, adjustments });
	const quote = planChangeQuote(loaded.input);
	refuseCoupons(quote.refused);
	if (discount > quote.discount) throw invalid("/discount", `There are only ${quote.discount} to take off.`);
	if (!agreement) {
		const amount = { amount: discount, currency: quote.total.currency };
		const asked = { kind: "plan_change_discount" as const, subjectId: tenantId, tenantId, amount };
		const second = await secondPerson(ctx, { ...asked, input, reason: discountReason });
		if (second.needed) return { planChange: null, secondApproval: second.approval };
	}
	const notes = input.note ? [{ by: ctx.actor.name, at: ctx.now, text: input.note }] : [];
	const planChange = await writeChange(inside, {
		loaded,
		quote,
		billing: input.billing,
		adjustments: { ...adjustments, coupons, discountReason, notes },
		also: agreement?.statements ?? [],
	});
	return { planChange, secondApproval: null };
}
