import { and, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { type Id, newId } from "#worker/kernel/ids";
import type { Finding, Kind } from "./rules";
import { differences } from "./tables";

/** What a person has settled stays settled until one of the books says something else. */
const SETTLED_BY_HAND = sql.raw("resolved_by IS NOT NULL AND ours = excluded.ours AND theirs = excluded.theirs");
const unlessSettled = (column: string) =>
	sql.raw(`CASE WHEN resolved_by IS NOT NULL AND ours = excluded.ours
	AND theirs = excluded.theirs THEN ${column} END`);

/** Writes down what was found; what was known already has been seen again. Two runs at once leave one row. */
export const recordFindings = (ctx: SystemContext, found: readonly Finding[]): Statement[] =>
	found.map(({ tenantId, ...finding }) => {
		const row = { ...finding, id: newId("difference"), tenantId: tenantId as Id<"tenant"> | null };
		return ctx.db.upsert(
			differences,
			[differences.kind, differences.subjectId],
			{ ...row, firstSeenAt: ctx.now, lastSeenAt: ctx.now },
			{
				ours: sql.raw("excluded.ours"),
				theirs: sql.raw("excluded.theirs"),
				amount: finding.amount,
				currency: finding.currency,
				remedy: finding.remedy,
				lastSeenAt: sql`max(last_seen_at, ${ctx.now})`,
				firstSeenAt: sql`CASE WHEN resolved_at IS NULL OR (${SETTLED_BY_HAND}) THEN first_seen_at ELSE ${ctx.now} END`,
				resolvedAt: unlessSettled("resolved_at"),
				resolvedBy: unlessSettled("resolved_by"),
				resolution: unlessSettled("resolution"),
			},
		);
	});

/** Which subjects were looked at: a range of a book, or some by name (at most 90, as D1 takes 100 parameters). */
export type Covered = { after: string; upTo: string | null } | { subjects: string[] };

/** What was looked at and not found again is settled. */
export function resolveUnseen(ctx: SystemContext, kinds: readonly Kind[], covered: Covered): Statement {
	const { kind, resolvedAt, lastSeenAt } = differences;
	const where = and(inArray(kind, [...kinds]), within(covered), isNull(resolvedAt), lt(lastSeenAt, ctx.now));
	return ctx.db.update(differences, where, { resolvedAt: ctx.now, resolvedBy: null, resolution: null });
}

function within(covered: Covered): SQL | undefined {
	const { subjectId } = differences;
	if ("subjects" in covered) return inArray(subjectId, covered.subjects);
	const end = covered.upTo === null ? undefined : sql`${subjectId} <= ${covered.upTo}`;
	return and(sql`${subjectId} > ${covered.after}`, end);
}
