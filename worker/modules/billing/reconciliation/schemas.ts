import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Money } from "#worker/kernel/money";
import { pageQuery } from "#worker/kernel/pages";
import { BOOKS, type Book, KINDS, type Kind, REMEDIES } from "./rules";

/** What a book says: a sum, or a state in its own words. */
const Said = z.union([z.object({ amount: Money }), z.object({ state: z.string() })]);

export const Difference = z
	.object({
		id: idOf("difference"),
		kind: z.enum(KINDS as [Kind, ...Kind[]]),
		/** A payment, invoice, transfer, inbox event, provider or ledger account (`owner/account/currency`). */
		subjectId: z.string(),
		tenant: z.object({ id: idOf("tenant"), name: z.string() }).nullable(),
		ours: Said,
		theirs: Said,
		/** What is at stake: theirs less ours, or the money of a payment whose states differ. */
		amount: Money.nullable(),
		remedy: z.enum(REMEDIES),
		/** The remedy can be carried out at once. */
		automatic: z.boolean(),
		firstSeenAt: z.iso.datetime(),
		lastSeenAt: z.iso.datetime(),
		resolvedAt: z.iso.datetime().nullable(),
		/** Who settled it; null where a run did not find it any more. */
		resolvedBy: z.string().nullable(),
		note: z.string().nullable(),
	})
	.meta({ id: "ReconciliationDifference" });
export type Difference = z.input<typeof Difference>;

export const STATUSES = ["open", "resolved"] as const;
export const DifferenceQuery = pageQuery(["firstSeenAt"]).extend({ status: z.enum(STATUSES).default("open") });
export type DifferenceQuery = z.infer<typeof DifferenceQuery>;
export const DifferenceExportQuery = z.object({ status: z.enum(STATUSES).default("open") });
export type DifferenceExportQuery = z.infer<typeof DifferenceExportQuery>;

const Progress = z.object({
	book: z.enum(BOOKS as [Book, ...Book[]]),
	/** Rows compared by the last run. */
	examined: z.int(),
	checkedAt: z.iso.datetime(),
	/** When the end of the book was last reached. */
	completedAt: z.iso.datetime().nullable(),
});

const Summary = {
	/** When books were last compared; null before the first run. */
	checkedAt: z.iso.datetime().nullable(),
	totals: z.object({
		open: z.int(),
		/** Open ones whose remedy can be carried out at once. */
		automatic: z.int(),
		resolved: z.int(),
	}),
	books: z.array(Progress),
};
export const ReconciliationSummary = z.object(Summary).meta({ id: "ReconciliationSummary" });
export type ReconciliationSummary = z.input<typeof ReconciliationSummary>;
export const Reconciliation = z
	.object({ differences: z.array(Difference), nextCursor: z.string().nullable(), ...Summary })
	.meta({ id: "Reconciliation" });
export type Reconciliation = z.input<typeof Reconciliation>;

export const ResolveInput = z
	.object({ note: z.string().trim().min(3).max(500) })
	.meta({ id: "ResolveDifference", examples: [{ note: "Booked by hand on 21 November, see the bank statement" }] });
export type ResolveInput = z.infer<typeof ResolveInput>;
