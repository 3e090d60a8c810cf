import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { violates } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { formatMoney } from "#worker/kernel/money";
import { emit } from "#worker/kernel/outbox";
import { type Agreement, secondPerson } from "../approvals/request-approval";
import { transfer } from "../ledger/transfer";
import { adjustmentPostings } from "./postings";
import { readTenantWallet } from "./read-tenant-wallet";
import type { AdjustmentAnswer, AdjustmentInput } from "./schemas";

/**
 * A person puts money into a tenant's wallet or takes it out, with a reason. Above the limit it waits for a second
 * person, under an id of its own, so that two adjustments of one wallet are two requests.
 * @throws insufficient_funds where the wallet has less than is taken
 */
export async function adjustWallet(
	ctx: SystemContext,
	tenantId: Id<"tenant">,
	input: AdjustmentInput,
): Promise<AdjustmentAnswer> {
	const before = await readTenantWallet(ctx, tenantId);
	const subjectId = newId("transfer");
	const { amount, reason } = input;
	const second = await secondPerson(ctx, {
		...{ kind: "wallet_adjustment", subjectId, tenantId, amount, input, reason },
	});
	if (second.needed) return { status: "waiting_for_second_person", approvalId: second.approval.id, wallet: before };
	await applyAdjustment(ctx, { tenantId, subjectId, input });
	return { status: "applied", approvalId: null, wallet: await readTenantWallet(ctx, tenantId) };
}

type Adjustment = { tenantId: Id<"tenant">; subjectId: string; input: AdjustmentInput };

/** Moves the money; `agreement` is the second person's yes, in the same batch. */
export async function applyAdjustment(
	ctx: SystemContext,
	{ tenantId, subjectId, input }: Adjustment,
	agreement?: Agreement,
): Promise<void> {
	const inside = inTenant(ctx, ctx.db, tenantId);
	const { direction, amount, reason } = input;
	const signed = direction === "credit" ? amount.amount : -amount.amount;
	const money = transfer(inside, {
		kind: direction === "credit" ? "wallet_credit" : "wallet_debit",
		currency: amount.currency,
		postings: adjustmentPostings(signed),
		referenceId: subjectId,
		idempotencyKey: `adjustment:${subjectId}`,
	});
	const resource = { kind: "wallet", id: tenantId };
	try {
		await inside.db.batch([
			...(agreement?.statements ?? []),
			money.statement,
			audit(inside, {
				action: `wallet.${direction}`,
				resource,
				after: { amount, reason, transferId: money.transferId },
			}),
			emit(inside, { type: "wallet.check_due" }),
		]);
	} catch (error) {
		if (!violates(error, "customer_balance_not_negative")) throw error;
		const wanted = formatMoney(amount, ctx.locale);
		throw new AppError("insufficient_funds", `The wallet has less than ${wanted} available.`, { cause: error });
	}
}
