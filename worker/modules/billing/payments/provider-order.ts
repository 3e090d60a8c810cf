import type { ProviderOrder, ProviderTruth } from "../providers/provider";
import type { payments } from "./tables";

type Named = Pick<
	typeof payments.$inferSelect,
	"id" | "providerReference" | "providerTransactionId" | "amount" | "currency"
>;

/** A payment as its provider is asked about it. */
export const orderOf = (payment: Named): ProviderOrder => ({
	paymentId: payment.id,
	reference: payment.providerReference,
	transactionId: payment.providerTransactionId,
	amount: { amount: payment.amount, currency: payment.currency },
});

/** Nobody has paid it, as far as the provider knows. */
export const isUnpaid = ({ state }: ProviderTruth): boolean => state !== "paid" && state !== "disputed";
