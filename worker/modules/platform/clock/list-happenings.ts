import { and, eq, gte, lte, notInArray } from "drizzle-orm";
import type { PublicContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { pageClause, toPage } from "#worker/kernel/pages";
import { auditLogs } from "#worker/kernel/tables";
import { iso } from "#worker/kernel/time";
import { mails } from "#worker/modules/notifications/tables";
import { tenants } from "#worker/modules/tenants/tables";
import type { Happening, HappeningQuery } from "./schemas";

/** Audited as well, but not what time has done: who came in, kept their account, or looked at a file. */
const NOT_OF_BUSINESS = [
	..."user.sign_in user.sign_in_failed user.sign_out user.lock user.verify_email user.update_profile".split(" "),
	..."user.change_password user.request_password_reset user.reset_password file.open".split(" "),
];

type Row = Omit<Happening, "at"> & { createdAt: number };

/** What happened to the business between two instants, audited changes and mails in one order. Development only. */
export async function listHappenings(ctx: PublicContext, query: HappeningQuery) {
	if (ctx.config.ENVIRONMENT === "production") throw new AppError("not_found");
	const [changes, letters] = await Promise.all([
		query.kind === "mail" ? [] : listChanges(ctx, query),
		query.kind === "change" ? [] : listLetters(ctx, query),
	]);
	const sign = query.sort.startsWith("-") ? -1 : 1;
	const rows = [...changes, ...letters].sort((a, b) => sign * (a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)));
	const view = ({ createdAt, ...row }: Row): Happening => ({ ...row, at: iso(createdAt) });
	return toPage(rows, query, (row) => [row.createdAt, row.id], view);
}

type Times = typeof auditLogs.createdAt | typeof mails.createdAt;

const within = (column: Times, { from, to }: HappeningQuery) =>
	and(from ? gte(column, Date.parse(from)) : undefined, to ? lte(column, Date.parse(to)) : undefined);

async function listChanges(ctx: PublicContext, query: HappeningQuery): Promise<Row[]> {
	const page = pageClause(query, { at: auditLogs.createdAt }, auditLogs.id);
	const { id, action, actorName, resourceKind, resourceId, before, after, createdAt, tenantId } = auditLogs;
	const rows = await ctx.installation.select(
		{ ...{ id, action, actorName, resourceKind, resourceId, before, after, createdAt, tenantId }, name: tenants.name },
		auditLogs,
		{
			...page,
			joins: [{ table: tenants, on: eq(tenants.id, auditLogs.tenantId), optional: true }],
			where: and(within(auditLogs.createdAt, query), notInArray(auditLogs.action, NOT_OF_BUSINESS), page.after),
		},
	);
	return rows.map((row) => ({
		id: row.id,
		kind: "change",
		what: row.action,
		tenant: row.tenantId && { id: row.tenantId, name: row.name ?? "" },
		actor: row.actorName,
		resource: { kind: row.resourceKind, id: row.resourceId },
		before: row.before,
		after: row.after,
		mail: null,
		createdAt: row.createdAt,
	}));
}

async function listLetters(ctx: PublicContext, query: HappeningQuery): Promise<Row[]> {
	const page = pageClause(query, { at: mails.createdAt }, mails.id);
	const { id, template, recipient, subject, status, createdAt, tenantId } = mails;
	const rows = await ctx.installation.select(
		{ ...{ id, template, recipient, subject, status, createdAt, tenantId }, name: tenants.name },
		mails,
		{
			...page,
			joins: [{ table: tenants, on: eq(tenants.id, mails.tenantId), optional: true }],
			where: and(within(mails.createdAt, query), page.after),
		},
	);
	return rows.map((row) => ({
		id: row.id,
		kind: "mail",
		what: row.template,
		tenant: row.tenantId && { id: row.tenantId, name: row.name ?? "" },
		actor: null,
		resource: null,
		before: null,
		after: null,
		mail: { to: row.recipient, subject: row.subject, status: row.status },
		createdAt: row.createdAt,
	}));
}
