import { desc, eq } from "drizzle-orm";
import type { PublicContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { iso } from "#worker/kernel/time";
import { linksIn } from "./rules";
import type { MailQuery, MailView } from "./schemas";
import { mails } from "./tables";

/** The local outbox, newest first. Outside development it does not exist. */
export async function listMails(ctx: PublicContext, { to, limit }: MailQuery): Promise<{ items: MailView[] }> {
	const { ENVIRONMENT, MAIL_PROVIDER } = ctx.config;
	if (ENVIRONMENT === "production" || MAIL_PROVIDER !== "local") throw new AppError("not_found");
	const where = to ? eq(mails.recipient, to) : undefined;
	const rows = await ctx.installation.list(mails, { where, orderBy: [desc(mails.createdAt), desc(mails.id)], limit });
	const items = rows.map(({ id, recipient, subject, text, html, template, status, createdAt }) => ({
		id,
		to: recipient,
		subject,
		text: text ?? "",
		html: html ?? "",
		links: linksIn(text ?? ""),
		template,
		status,
		createdAt: iso(createdAt),
	}));
	return { items };
}
