import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { GATEWAYS } from "../providers/provider";
import { INBOX_STATUSES } from "./rules";

export const InboxEvent = z
	.object({
		id: idOf("inbox"),
		provider: z.enum(GATEWAYS),
		eventId: z.string(),
		kind: z.string(),
		claims: z.string().nullable(),
		/** The order as the provider names it, and our payment once it is known. */
		orderId: z.string().nullable(),
		reference: z.string().nullable(),
		paymentId: idOf("payment").nullable(),
		status: z.enum(INBOX_STATUSES),
		note: z.string().nullable(),
		attempts: z.int(),
		deliveries: z.int(),
		receivedAt: z.iso.datetime(),
		processedAt: z.iso.datetime().nullable(),
	})
	.meta({ id: "InboxEvent" });
export type InboxEvent = z.input<typeof InboxEvent>;
export const InboxPage = pageOf(InboxEvent);
export const InboxQuery = pageQuery(["receivedAt"]).extend({
	status: z.enum(INBOX_STATUSES).optional(),
	provider: z.enum(GATEWAYS).optional(),
	search: z.string().trim().max(100).optional().meta({ description: "Part of the order, event or payment id." }),
});
export type InboxQuery = z.infer<typeof InboxQuery>;

/** One event with the body as it came. */
export const InboxEventDetail = z.object({ ...InboxEvent.shape, body: z.string() }).meta({ id: "InboxEventDetail" });

export const RefusalCount = z.object({
	day: z.iso.date(),
	provider: z.enum(GATEWAYS),
	reason: z.string(),
	count: z.int(),
});
export const RefusalList = z.object({ items: z.array(RefusalCount) }).meta({ id: "WebhookRefusals" });
export const Received = z.object({ received: z.literal(true) });
