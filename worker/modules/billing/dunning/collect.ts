import { inTenant, type SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { log } from "#worker/kernel/log";
import { type ChargeOutcome, chargeSaved } from "../payments/charge-saved";
import { payInvoiceFromWallet } from "../wallet/pay-from-wallet";
import { type Arrears, chargeUnderWay } from "./load-arrears";

export type Collected =
	| "paid_from_wallet"
	| "paid_by_saved_means"
	| "charge_pending"
	| "charge_failed"
	| "nothing_to_charge"
	| "not_payable";

export const isPaid = (outcome: string): boolean => outcome.startsWith("paid_");

/**
 * Tries to collect an unpaid invoice without its owner: credit and wallet first, then what is saved with a provider.
 * A charge that was asked for and may still succeed is not asked for again.
 */
export async function collect(
	ctx: SystemContext,
	tenantId: Id<"tenant">,
	arrears: Pick<Arrears, "invoiceId" | "total" | "invoiceCurrency" | "underReview">,
): Promise<Collected> {
	const inside = inTenant(ctx, ctx.db, tenantId);
	const { invoiceId, total, invoiceCurrency } = arrears;
	// Somebody looks for the money already: collecting it again would be twice.
	if (arrears.underReview) return "not_payable";
	const fromWallet = await tryWallet(() => payInvoiceFromWallet(inside, invoiceId));
	if (fromWallet !== "not_enough") return fromWallet;
	if (await chargeUnderWay(inside, invoiceId)) return "charge_pending";
	const amount = { amount: total, currency: invoiceCurrency };
	const outcome = await tryCharge(() => chargeSaved(ctx, tenantId, { target: "invoice", invoiceId, amount }));
	if (outcome === "succeeded") return "paid_by_saved_means";
	if (outcome === "none") return "nothing_to_charge";
	return outcome === "pending" ? "charge_pending" : "charge_failed";
}

/** A provider that is switched off or has no keys is no reason to stop dunning. */
async function tryCharge(charge: () => Promise<ChargeOutcome>): Promise<ChargeOutcome> {
	try {
		return await charge();
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		log.warn("dunning.charge_failed", { code: error.code });
		return "failed";
	}
}

async function tryWallet(pay: () => Promise<unknown>): Promise<"paid_from_wallet" | "not_enough" | "not_payable"> {
	try {
		await pay();
		return "paid_from_wallet";
	} catch (error) {
		if (!(error instanceof AppError)) throw error;
		if (error.code === "insufficient_funds") return "not_enough";
		if (error.code === "conflict" || error.code === "already_exists") return "not_payable";
		throw error;
	}
}
