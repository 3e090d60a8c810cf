import type { PricedPlan } from "#modules/catalog";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { iso } from "#worker/kernel/time";
import { grantStatements } from "../wallet/grant-credit";
import { TRIAL_CREDIT_AFTERLIFE } from "../wallet/rules";
import { trialEnd } from "./rules";

type NewTrial = { subscription: { id: Id<"subscription"> }; plan: PricedPlan };

/** The trial's state and statements: no invoice; the plan's trial credit is granted through the ledger. */
export function startTrial(ctx: TenantContext, { subscription, plan }: NewTrial) {
	const trialEndsAt = plan.trialDays > 0 ? trialEnd(ctx.now, plan.trialDays) : null;
	const resource = { kind: "subscription", id: subscription.id };
	const after = { plan: plan.code, trialEndsAt: trialEndsAt && iso(trialEndsAt), credit: plan.trialCredit };
	const grant = plan.trialCredit && plan.trialCredit.amount > 0 ? plan.trialCredit : null;
	return {
		invoiceId: null,
		subscription: { status: trialEndsAt ? ("trialing" as const) : ("active" as const), trialEndsAt },
		statements: [
			audit(ctx, { action: "subscription.start_trial", resource, after }),
			...(grant
				? grantStatements(ctx, {
						kind: "trial",
						amount: grant,
						expiresAt: (trialEndsAt ?? ctx.now) + TRIAL_CREDIT_AFTERLIFE,
						reason: `Trial of ${plan.code}`,
						transfer: {
							kind: "trial_credit",
							referenceId: subscription.id,
							idempotencyKey: `trial-credit:${subscription.id}`,
						},
					}).statements
				: []),
		],
	};
}
