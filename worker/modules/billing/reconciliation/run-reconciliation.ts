import { eq } from "drizzle-orm";
import { auditInstallation } from "#worker/kernel/audit";
import type { SystemContext } from "#worker/kernel/context";
import { log } from "#worker/kernel/log";
import { askProviders } from "./ask-providers";
import { type BookPage, type PagedBook, READERS } from "./read-books";
import { recordFindings, resolveUnseen } from "./record";
import { type Book, KINDS_OF } from "./rules";
import { reconciliationProgress } from "./tables";

export type RunLimits = {
	/** Pages of each book in one run; the next run goes on where this one stops. */
	pages: number;
	/** Payments a provider is asked about. */
	questions: number;
};
const LIMITS: RunLimits = { pages: 100, questions: 200 };

/**
 * Compares ledger, invoices, payments, inbox and providers with each other and writes down where they differ; what is
 * not found any more is settled. Bounded by `limits`; overlapping runs do the same work twice and no harm.
 * @returns how many rows were compared, by book
 */
export async function runReconciliation(ctx: SystemContext, limits = LIMITS): Promise<Partial<Record<Book, number>>> {
	const examined: Partial<Record<Book, number>> = {};
	for (const book of Object.keys(READERS) as PagedBook[]) examined[book] = await compareBook(ctx, book, limits.pages);
	const asked = await askProviders(ctx, await cursorOf(ctx, "providers"), limits.questions);
	await ctx.db.batch([progress(ctx, "providers", asked.examined, asked.cursor)]);
	return { ...examined, providers: asked.examined };
}

/** For cron. @returns how many rows were compared */
export async function reconcile(ctx: SystemContext): Promise<number> {
	const examined = Object.values(await runReconciliation(ctx));
	return examined.reduce((sum, count) => sum + count, 0);
}

/** The same at the press of a button. */
export async function reconcileNow(ctx: SystemContext): Promise<void> {
	const examined = await runReconciliation(ctx);
	const resource = { kind: "reconciliation", id: "run" };
	await ctx.db.batch([auditInstallation(ctx, { action: "reconciliation.run", resource, after: examined })]);
}

async function compareBook(ctx: SystemContext, book: PagedBook, pages: number): Promise<number> {
	let from = (await cursorOf(ctx, book)) ?? "";
	let examined = 0;
	for (let page = 0; page < pages; page++) {
		const read: BookPage = await READERS[book](ctx, from);
		examined += read.examined;
		for (const { kind, subjectId } of read.found) log.warn("reconciliation.difference", { kind, subjectId });
		await ctx.db.batch([
			...recordFindings(ctx, read.found),
			resolveUnseen(ctx, KINDS_OF[book], { after: from, upTo: read.to }),
			progress(ctx, book, examined, read.to),
		]);
		if (read.to === null) break;
		from = read.to;
	}
	return examined;
}

async function cursorOf(ctx: SystemContext, book: Book): Promise<string | null> {
	const row = await ctx.db.find(reconciliationProgress, eq(reconciliationProgress.book, book));
	return row?.cursor ?? null;
}

/** Where the next run goes on; null is from the beginning, because the end was reached. */
function progress(ctx: SystemContext, book: Book, examined: number, cursor: string | null) {
	const now = { cursor, checkedAt: ctx.now, examined, ...(cursor === null && { completedAt: ctx.now }) };
	return ctx.db.upsert(reconciliationProgress, [reconciliationProgress.book], { book, ...now }, now);
}
