import { and, asc, eq, notInArray, sql } from "drizzle-orm";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { contains, matches } from "#worker/kernel/search";
import { iso } from "#worker/kernel/time";
import { invoices } from "../billing/invoices/tables";
import { subscriptions } from "../billing/subscriptions/tables";
import { subscriptionView } from "../billing/subscriptions/views";
import { users } from "../identity/tables";
import { tenantView } from "../tenants";
import type { SystemTenantQuery } from "../tenants/schemas";
import { members, tenants } from "../tenants/tables";
import type { SystemTenantSummary } from "./schemas";

const live = and(eq(subscriptions.tenantId, tenants.id), notInArray(subscriptions.status, ["canceled", "expired"]));

/** Tenants with their live plan and owner: one read a page. */
export async function listTenants(ctx: SystemContext, query: SystemTenantQuery) {
	const page = pageClause(query, { createdAt: tenants.createdAt, name: tenants.name }, tenants.id);
	const fields = {
		id: tenants.id,
		name: tenants.name,
		status: tenants.status,
		createdAt: tenants.createdAt,
		plan: subscriptions.planCode,
		subscriptionStatus: subscriptions.status,
		ownerName: users.name,
		ownerEmail: users.email,
	};
	const rows = await ctx.db.select(fields, tenants, {
		...page,
		joins: [
			{ table: subscriptions, on: live ?? sql`false`, optional: true },
			{
				table: members,
				on: and(eq(members.tenantId, tenants.id), eq(members.role, "owner")) ?? sql`false`,
				optional: true,
			},
			{ table: users, on: eq(users.id, members.userId), optional: true },
		],
		where: and(
			matches(tenants.status, query.status),
			matches(subscriptions.planCode, query.plan),
			matches(subscriptions.status, query.subscription),
			contains(query.search, tenants.name, users.email),
			page.after,
		),
	});
	const key = (row: (typeof rows)[number]): [string | number, string] => [
		query.sort.endsWith("name") ? row.name : row.createdAt,
		row.id,
	];
	const view = ({ ownerName, ownerEmail, createdAt, ...row }: (typeof rows)[number]): SystemTenantSummary => ({
		...row,
		owner: ownerName ? { name: ownerName, email: ownerEmail } : null,
		createdAt: iso(createdAt),
	});
	return toPage(rows, query, key, view);
}

/** One tenant with its people, subscription and what it paid and owes. */
export async function readTenantDetail(ctx: SystemContext, tenantId: Id<"tenant">) {
	const inside = inTenant(ctx, ctx.db, tenantId);
	const person = { table: users, on: eq(users.id, members.userId) };
	const { id, userId, role, createdAt } = members;
	const totals = { status: invoices.status, currency: invoices.currency, amount: sql<number>`sum(${invoices.total})` };
	const [tenant, people, [subscription], sums] = await Promise.all([
		inside.db.find(tenants, undefined),
		inside.db.select({ id, userId, role, createdAt, name: users.name, email: users.email }, members, {
			joins: [person],
			orderBy: [asc(members.createdAt)],
			limit: 100,
		}),
		inside.db.list(subscriptions, { where: notInArray(subscriptions.status, ["canceled", "expired"]), limit: 1 }),
		inside.db.select(totals, invoices, { groupBy: [invoices.status, invoices.currency] }),
	]);
	if (!tenant) throw new AppError("not_found");
	const moneyOf = (status: string) =>
		sums.filter((row) => row.status === status).map(({ amount, currency }) => ({ amount, currency }));
	return {
		...tenantView(tenant),
		members: people.map((row) => ({ ...row, createdAt: iso(row.createdAt) })),
		subscription: subscription ? subscriptionView(subscription) : null,
		paid: moneyOf("paid"),
		open: moneyOf("open"),
		...{ shard: tenant.shard, movingTo: tenant.movingTo },
	};
}
