import type { Dispute, World } from "./books.ts";
import { invalid } from "./faults.ts";

/** The owner of the card has gone to the bank, which takes the money back at once: all of it, or `amount`. */
export function openDispute(world: World, intentId: string, amount?: number): Dispute {
	const charge = world.books.charges.get(world.books.intents.get(intentId)?.latest_charge ?? "");
	if (charge?.status !== "succeeded") throw invalid("Only what was paid can be disputed.");
	const dispute: Dispute = {
		id: world.name("du_1"),
		object: "dispute",
		amount: amount ?? charge.amount,
		charge: charge.id,
		created: world.seconds(),
		currency: charge.currency,
		is_charge_refundable: false,
		livemode: false,
		metadata: {},
		payment_intent: intentId,
		reason: "fraudulent",
		status: "needs_response",
	};
	charge.disputed = true;
	world.books.disputes.set(dispute.id, dispute);
	world.emit("charge.dispute.created", dispute);
	world.emit("charge.dispute.funds_withdrawn", dispute);
	return dispute;
}

/** The bank's verdict. A charge that was disputed once says so for ever, even if the dispute was won. */
export function closeDispute(world: World, intentId: string, won: boolean): Dispute {
	const open = [...world.books.disputes.values()].find(
		({ payment_intent, status }) => payment_intent === intentId && status === "needs_response",
	);
	if (!open) throw invalid("There is no open dispute about this payment.");
	open.status = won ? "won" : "lost";
	world.emit("charge.dispute.closed", open);
	if (won) world.emit("charge.dispute.funds_reinstated", open);
	return open;
}
