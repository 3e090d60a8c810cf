import { and, eq, gt, inArray, lte } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import { lostRace, type Statement, violates } from "#worker/kernel/database";
import { walk } from "#worker/kernel/walk";
import { transfer } from "../ledger/transfer";
import { type GrantSource, grantEndPostings, grantSource } from "./postings";
import type { GrantKind } from "./rules";
import { creditGrants } from "./tables";

export type GrantRow = typeof creditGrants.$inferSelect;
type Ending = { action: "credit.expire" | "credit.claw_back"; referenceId: string; idempotencyKey: string };

const PAGE = 100;
const A_RUN = 5000;

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
		...ended.flatMap(({ id, remaining }) => [
			db.update(creditGrants, and(eq(creditGrants.id, id), eq(creditGrants.remaining, remaining)), {
				remaining: 0,
				endedAt: now,
				updatedAt: now,
			}),
			db.guard("grant_remains"),
			audit(ctx, {
				action: ending.action,
				resource: { kind: "grant", id },
				before: { remaining },
				after: { remaining: 0 },
			}),
		]),
		money.statement,
	];
}

/** Ends credit whose day has come, page by page. What is spent at the same moment is left to the next run. @returns how many */
export async function expireGrants(ctx: SystemContext): Promise<number> {
	const { expiresAt, id, remaining } = creditGrants;
	let ended = 0;
	await walk<GrantRow>({
		...{ by: { at: expiresAt, id }, page: PAGE, most: A_RUN },
		read: ({ after, ...page }) =>
			ctx.db.list(creditGrants, { where: and(lte(expiresAt, ctx.now), gt(remaining, 0), after), ...page }),
		placeOf: (grant) => ({ at: grant.expiresAt ?? 0, id: grant.id }),
		handle: async (grants) => {
			for (const grant of grants) if (await expire(ctx, grant)) ended++;
		},
	});
	return ended;
}

async function expire(ctx: SystemContext, grant: GrantRow): Promise<boolean> {
	const inside = inTenant(ctx, ctx.db, grant.tenantId);
	const idempotencyKey = `grant-end:${grant.id}`;
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
