import * as z from "zod";
import type { CheckoutStarted, PaymentProvider, ProviderOrder, ProviderTruth } from "../provider";
import { ProviderError } from "../provider";
import { type MidtransSettings, midtransClient } from "./client";
import { refundOrder } from "./refund";
import { snapRequest } from "./requests";
import { NOT_STARTED, readSaid, truthOf } from "./truth";
import { readWebhook } from "./webhook";

export type { MidtransSettings } from "./client";

/** There is no API for it; the names are those of `enabled_payments` (docs.midtrans.com, JSON objects). */
const METHODS =
	"credit_card echannel permata_va bca_va bni_va bri_va cimb_va danamon_va bsi_va seabank_va saqu_va other_va gopay shopeepay ovo dana other_qris alfamart indomaret akulaku kredivo".split(
		" ",
	);
const Started = z.object({ redirect_url: z.url() });

const hasMoney = ({ state }: ProviderTruth) => state === "paid" || state === "disputed";
const isOver = ({ state }: ProviderTruth) => state === "denied" || state === "expired" || state === "canceled";

/** Midtrans: Snap's page to pay at, the Core API for the truth. Rupiah only. */
export function midtrans(settings: MidtransSettings): PaymentProvider {
	const client = midtransClient(settings);
	const now = settings.now ?? Date.now;

	async function create(checkout: Parameters<PaymentProvider["create"]>[0]): Promise<CheckoutStarted> {
		const headers: Record<string, string> = checkout.notifyUrl ? { "x-override-notification": checkout.notifyUrl } : {};
		const answer = await client.checkout(snapRequest(checkout, now()), headers);
		if (answer.code >= 300) throw client.refusal(answer);
		const started = Started.safeParse(answer.body);
		if (!started.success) throw new ProviderError("unavailable", "Midtrans gave no page to pay at");
		return { reference: checkout.paymentId, checkoutUrl: started.data.redirect_url };
	}

	/** What is known under one of the order's names; null where that is nothing, or somebody else's. */
	async function ask(id: string, paymentId: string): Promise<ProviderTruth | null> {
		const answer = await client.status(id);
		if (answer.code === 404) return null;
		// 407 is how Midtrans tells of an order that has expired: data, not an error.
		if (answer.code >= 300 && answer.code !== 407 && !answer.body.transaction_status) throw client.refusal(answer);
		const said = readSaid(answer.body);
		// A notification's transaction id is not signed: it must not lend this order another one's payment.
		return said.order_id === paymentId ? truthOf(said) : null;
	}

	/**
	 * By transaction where one is known, as DANA and BI-SNAP demand. One that has come to nothing may have been
	 * followed by another under the same order (a card denied, then QRIS), which the order's id finds, or, where it was
	 * paid by DANA, nothing but the transaction that its own notification names. Money of any of them is the order's.
	 */
	async function verify({ paymentId, transactionId, otherTransactionId }: ProviderOrder): Promise<ProviderTruth> {
		const heard: ProviderTruth[] = [];
		const names = [transactionId, otherTransactionId, paymentId].filter((name) => typeof name === "string");
		for (const name of new Set(names)) {
			const truth = await ask(name, paymentId);
			if (truth) heard.push(truth);
			if (truth && hasMoney(truth)) return truth;
		}
		return heard.findLast((truth) => !isOver(truth)) ?? heard[0] ?? NOT_STARTED;
	}

	async function cancel(order: ProviderOrder): Promise<ProviderTruth> {
		const truth = await verify(order);
		if (truth.state !== "pending" && truth.state !== "challenged") return truth;
		const action = truth.says.startsWith("pending") ? "expire" : "cancel";
		const answer = await client.act(truth.transactionId ?? order.paymentId, action);
		// 412: it has changed meanwhile, perhaps by being paid. 404: gone. 407: expired. Either way the truth decides.
		if (answer.code >= 300 && ![404, 407, 412].includes(answer.code)) throw client.refusal(answer);
		return verify({ ...order, transactionId: truth.transactionId });
	}

	async function check(): Promise<void> {
		const answer = await client.status(`sewa-check-${crypto.randomUUID()}`.slice(0, 50));
		if (answer.code !== 404) throw client.refusal(answer);
	}

	return {
		code: "midtrans",
		create,
		verify,
		refund: (order, request) => refundOrder({ client, verify }, order, request),
		cancel,
		methods: async () => [...METHODS],
		parseWebhook: ({ body }) => readWebhook(body, settings.serverKey),
		charge: null,
		portal: null,
		check,
	};
}
