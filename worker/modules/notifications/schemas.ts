import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Email } from "#worker/modules/tenants/schemas";

export const MailQuery = z.object({
	to: Email.optional(),
	limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type MailQuery = z.output<typeof MailQuery>;

/** A mail as the local outbox shows it. */
export const MailView = z
	.object({
		id: idOf("mail"),
		to: z.string(),
		subject: z.string(),
		text: z.string(),
		html: z.string(),
		/** Every address in the text body, in order. */
		links: z.array(z.string()),
		template: z.string(),
		status: z.enum(["sending", "sent", "failed"]),
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "Mail" });
export type MailView = z.input<typeof MailView>;

export const MailList = z.object({ items: z.array(MailView) });
