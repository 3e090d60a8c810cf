import { and, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { audit, auditMany } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { lostRace, type Statement, violates } from "#worker/kernel/database";
import { among } from "#worker/kernel/many";
import { together } from "#worker/kernel/together";
import { type Place, type Walked, walk } from "#worker/kernel/walk";
import { transfer, transferMany } from "../ledger/transfer";
import { type GrantSource, grantEndPostings, grantSource } from "./postings";
import type { GrantKind } from "./rules";
import { creditGrants } from "./tables";

export type GrantRow = typeof creditGrants.$inferSelect;
type Ending = { action: "credit.expire" | "credit.claw_back"; referenceId: string; idempotencyKey: string };

const PAGE = 100;
const A_RUN = 2000;

/** Takes what is left of these grants back, in one transfer for each currency and source. Guarded by what was read. */
export function endGrantStatements(ctx: TenantContext, grants: readonly GrantRow[], ending: Ending): Statement[] {
	const bySource = Map.groupBy(
		grants.filter((grant) => grant.remaining > 0),
		(grant) => `${grant.currency}:${grantSource(grant.kind)}` as const,
	);
	return [...bySource].flatMap(([key, ended]) => endOfSource(ctx, ended, { ...ending, key }));
}

function endOfSource(ctx: TenantContext, ended: GrantRow[], ending: Ending & { key: string }): Statement[] {
	const { db, now } = ctx;
	const [currency, source] = ending.key.split(":") as [GrantRow["currency"], GrantSource];
	const left = ended.reduce((sum, grant) => sum + grant.remaining, 0);
	const money = transfer(ctx, {
		...{ kind: "grant_end" as const, currency, referenceId: ending.referenceId },
		postings: grantEndPostings(source, left),
		idempotencyKey: `${ending.idempotencyKey}:${ending.key}`,
	});
	return [
		...ended.flatMap((grant) => [
			db.update(creditGrants, and(eq(creditGrants.id, grant.id), eq(creditGrants.remaining, grant.remaining)), {
				remaining: 0,
				endedAt: now,
				updatedAt: now,
			}),
			db.guard("grant_remains"),
			audit(ctx, endEntry(grant, ending.action)),
		]),
		money.statement,
	];
}

/**
 * Ends credit whose day has come, a page in one batch. What is spent at the same moment is left to the next run.
 * @returns how many, and where the next run goes on
 */
export async function expireGrants(ctx: SystemContext, from: Place | null = null): Promise<Walked> {
	const { expiresAt, id, remaining } = creditGrants;
	let ended = 0;
	const { rest } = await walk<GrantRow>({
		...{ by: { at: expiresAt, id }, page: PAGE, most: A_RUN, from },
		read: ({ after, ...page }) =>
			ctx.db.list(creditGrants, { where: and(lte(expiresAt, ctx.now), gt(remaining, 0), after), ...page }),
		placeOf: (grant) => ({ at: grant.expiresAt ?? 0, id: grant.id }),
		handle: async (grants) => {
			const all = (some: GrantRow[]) => expireAll(ctx, some);
			ended += await together(ctx.db, grants, { size: PAGE, all, one: (grant) => expire(ctx, grant) });
		},
	});
	return { handled: ended, rest };
}

/** The same as `endGrantStatements` says of one, with a transfer for each. */
function expireAll(ctx: SystemContext, grants: GrantRow[]): Statement[] {
	const { db, now } = ctx;
	const read = JSON.stringify(grants.map(({ id, remaining }) => [id, remaining]));
	const asRead = sql`EXISTS (SELECT 1 FROM json_each(${read}) WHERE value ->> 0 = ${creditGrants.id} AND value ->> 1 = ${creditGrants.remaining})`;
	return [
		db.update(creditGrants, and(among(creditGrants.id, idsOf(grants)), asRead), {
			...{ remaining: 0, endedAt: now },
			updatedAt: now,
		}),
		db.guard("grant_remains", grants.length),
		auditMany(
			ctx,
			grants.map((grant) => ({ tenantId: grant.tenantId, ...endEntry(grant, "credit.expire") })),
		),
		transferMany(ctx, grants.map(takenBack)),
	];
}

const idsOf = (grants: readonly GrantRow[]) => grants.map(({ id }) => id);

const endEntry = ({ id, remaining }: GrantRow, action: Ending["action"]) => ({
	action,
	resource: { kind: "grant", id },
	before: { remaining },
	after: { remaining: 0 },
});

const endKey = ({ id }: GrantRow) => `grant-end:${id}`;
const takenBack = (grant: GrantRow) => ({
	...{ tenantId: grant.tenantId, kind: "grant_end" as const, currency: grant.currency, referenceId: grant.id },
	postings: grantEndPostings(grantSource(grant.kind), grant.remaining),
	idempotencyKey: `${endKey(grant)}:${grant.currency}:${grantSource(grant.kind)}`,
});

async function expire(ctx: SystemContext, grant: GrantRow): Promise<boolean> {
	const inside = inTenant(ctx, ctx.db, grant.tenantId);
	const idempotencyKey = endKey(grant);
	return once(
		inside,
		endGrantStatements(inside, [grant], { action: "credit.expire", referenceId: grant.id, idempotencyKey }),
	);
}

/**
 * Takes back what is left of all credit of these kinds: a plan change that ends a trial. The same key takes back
 * once, whatever is granted later. @returns how much credit was ended, in grants
 */
export async function clawBack(
	ctx: TenantContext,
	kinds: readonly GrantKind[],
	idempotencyKey: string,
): Promise<number> {
	const live = await loadGrants(ctx, kinds);
	return (await once(ctx, clawBackStatements(ctx, live, idempotencyKey))) ? live.length : 0;
}

/** The same for a batch of the caller's own; `live` is what `loadGrants` read. */
export const clawBackStatements = (
	ctx: TenantContext,
	live: readonly GrantRow[],
	idempotencyKey: string,
): Statement[] =>
	endGrantStatements(ctx, live, {
		action: "credit.claw_back",
		referenceId: idempotencyKey,
		idempotencyKey: `claw-back:${idempotencyKey}`,
	});

/** The tenant's grants of these kinds of which something is left. */
export const loadGrants = (ctx: TenantContext, kinds: readonly GrantKind[]): Promise<GrantRow[]> =>
	ctx.db.list(creditGrants, { where: and(gt(creditGrants.remaining, 0), inArray(creditGrants.kind, [...kinds])) });

async function once(ctx: TenantContext, statements: Statement[]): Promise<boolean> {
	if (statements.length === 0) return false;
	try {
		await ctx.db.batch(statements);
		return true;
	} catch (error) {
		if (lostRace(error) || violates(error, "transfers.idempotency_key")) return false;
		throw error;
	}
}
