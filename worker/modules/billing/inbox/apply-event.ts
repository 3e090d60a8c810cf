import { eq, or, type SQL } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { causeOf } from "#worker/kernel/log";
import { applyTruth, type PaymentRow } from "../payments/apply-truth";
import { orderOf } from "../payments/provider-order";
import { payments } from "../payments/tables";
import type { ProviderTruth } from "../providers/provider";
import { gatewayOf } from "../providers/registry";
import type { InboxStatus } from "./rules";
import { inbox } from "./tables";

type InboxRow = typeof inbox.$inferSelect;
/** A provider whose status lags behind its own notification is asked this often before a person has to look. */
const PATIENCE = 5;

/** The provider's status does not yet say what its notification said: ask again later. */
export class NotYet extends Error {}

/**
 * Handles one stored event: asks the provider for the present truth and applies that. The event itself is only
 * the reason to ask, so that repeats, old ones and forged contents change nothing.
 * @throws NotYet or a provider's failure, for the queue to try again
 */
export async function applyEvent(ctx: SystemContext, inboxId: Id<"inbox">): Promise<InboxStatus> {
	const event = await ctx.db.find(inbox, eq(inbox.id, inboxId));
	if (!event) return "ignored";
	if (event.status === "applied" || event.status === "ignored") return event.status;
	if (!event.orderId && !event.reference && !event.transactionId)
		return finish(ctx, event, "ignored", "It concerns no order.");
	const payment = await paymentOf(ctx, event);
	if (!payment) return finish(ctx, event, "parked", "There is no such order.");
	try {
		return await applyTo(ctx, event, payment);
	} catch (error) {
		const note = error instanceof NotYet ? error.message : causeOf(error).slice(0, 500);
		await finish(ctx, event, error instanceof NotYet ? "received" : "failed", note, payment);
		throw error;
	}
}

async function applyTo(ctx: SystemContext, event: InboxRow, payment: PaymentRow): Promise<InboxStatus> {
	const truth = await truthOf(ctx, event, payment);
	if (event.claims === "paid" && lagging(payment, truth)) {
		const why = `The notification says ${event.claims}, the status ${truth.says}.`;
		if (event.attempts + 1 < PATIENCE) throw new NotYet(why);
		return finish(ctx, event, "parked", why, payment);
	}
	const { changed, contradiction } = await applyTruth(ctx, payment, truth);
	if (contradiction) return finish(ctx, event, "parked", `The provider contradicts itself: ${contradiction}.`, payment);
	return finish(
		ctx,
		event,
		changed ? "applied" : "ignored",
		changed ? truth.says : "Nothing was left to change.",
		payment,
	);
}

const lagging = (payment: PaymentRow, truth: ProviderTruth): boolean =>
	payment.settledAt === null && (truth.state === "pending" || truth.state === "not_started");

async function truthOf(ctx: SystemContext, event: InboxRow, payment: PaymentRow): Promise<ProviderTruth> {
	const gateway = await gatewayOf(ctx, event.provider);
	return gateway.verify({
		...orderOf(payment),
		reference: payment.providerReference ?? event.reference,
		transactionId: payment.providerTransactionId ?? event.transactionId,
		otherTransactionId: event.transactionId,
	});
}

/** By our own id, which providers carry for us; else by their names for it. */
async function paymentOf(ctx: SystemContext, event: InboxRow): Promise<PaymentRow | undefined> {
	const named: (SQL | undefined)[] = [
		event.orderId ? eq(payments.id, event.orderId as Id<"payment">) : undefined,
		event.reference ? eq(payments.providerReference, event.reference) : undefined,
		event.transactionId ? eq(payments.providerTransactionId, event.transactionId) : undefined,
	];
	const rows = await ctx.db.list(payments, { where: or(...named.filter((part) => part !== undefined)), limit: 3 });
	const ofProvider = rows.filter((row) => row.provider === event.provider);
	return ofProvider.find((row) => row.id === event.orderId) ?? ofProvider[0];
}

async function finish(
	ctx: SystemContext,
	event: InboxRow,
	status: InboxStatus,
	note: string,
	payment?: PaymentRow,
): Promise<InboxStatus> {
	const changes = { status, note, attempts: event.attempts + 1, processedAt: ctx.now, paymentId: payment?.id ?? null };
	await ctx.db.batch([ctx.db.update(inbox, eq(inbox.id, event.id), changes)]);
	return status;
}
