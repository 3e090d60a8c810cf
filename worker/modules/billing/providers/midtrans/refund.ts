import * as z from "zod";
import {
	ProviderError,
	type ProviderOrder,
	type ProviderTruth,
	type RefundOutcome,
	type RefundRequest,
} from "../provider";
import type { midtransClient } from "./client";
import { clip, rupiah } from "./requests";
import { isRefundable } from "./truth";

type Midtrans = {
	client: ReturnType<typeof midtransClient>;
	verify: (order: ProviderOrder) => Promise<ProviderTruth>;
};

const LONGEST_REASON = 255;
const Refunded = z.object({ refund_chargeback_id: z.union([z.string(), z.number()]).optional() });

/**
 * Gives money back, once for each key. What Midtrans has on its list under the key is the answer, so that a repeat
 * after a lost one refunds nothing more.
 * @throws ProviderError
 */
export async function refundOrder(
	{ client, verify }: Midtrans,
	order: ProviderOrder,
	request: RefundRequest,
): Promise<RefundOutcome> {
	const amount = rupiah(request.amount);
	const truth = await verify(order);
	if (!truth.channel) throw new ProviderError("refused", "Midtrans knows of no payment of this order");
	if (!isRefundable(truth.channel)) return { outcome: "manual" };
	const listed = onTheList(truth, request);
	if (listed) return listed;
	if (truth.says.startsWith("capture"))
		throw new ProviderError(
			"refused",
			"The card payment is not settled yet; Midtrans refunds it once it is, usually within a day",
		);
	const answer = await client.act(truth.transactionId ?? order.paymentId, "refund", {
		refund_key: request.key,
		amount,
		reason: clip(request.reason, LONGEST_REASON),
	});
	const repeated = answer.code === 406 ? onTheList(await verify(order), request) : null;
	if (repeated) return repeated;
	if (answer.code >= 300) throw client.refusal(answer);
	const { refund_chargeback_id: reference } = Refunded.parse(answer.body);
	return { outcome: "pending", reference: String(reference ?? request.key) };
}

/** Final once the bank has confirmed; until then the second notification is awaited. */
function onTheList(truth: ProviderTruth, request: RefundRequest): RefundOutcome | null {
	const refund = truth.refunds.find(({ key }) => key === request.key);
	if (!refund) return null;
	if (refund.amount.amount !== request.amount.amount)
		throw new ProviderError("refused", "This refund key was used for another amount");
	return { outcome: refund.final ? "succeeded" : "pending", reference: refund.reference };
}
