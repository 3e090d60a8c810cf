import type { Machine } from "#worker/kernel/state-machine";

export const INVOICE_STATUSES = ["draft", "open", "paid", "void", "uncollectible"] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];
export type InvoiceEvent = "open" | "pay" | "void" | "give_up" | "reopen";

/** `reopen`: the money that paid it was taken back. */
export const INVOICE_MACHINE: Machine<InvoiceStatus, InvoiceEvent> = {
	draft: { open: "open", void: "void" },
	open: { pay: "paid", void: "void", give_up: "uncollectible" },
	paid: { reopen: "open" },
	void: {},
	uncollectible: { pay: "paid", void: "void" },
};

export const INVOICE_KINDS = ["purchase", "renewal", "adjustment"] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];
type Cause = { periodStart: number | null; planChangeId: string | null };

/** A renewal bills a period, whatever change it carries; an adjustment is only owed, and serves nothing new. */
export function invoiceKind({ periodStart, planChangeId }: Cause): InvoiceKind {
	if (periodStart !== null) return "renewal";
	return planChangeId === null ? "adjustment" : "purchase";
}

/** `INV-2026-000001`: gapless within a Jakarta calendar year. */
export const invoiceNumber = (year: number, sequence: number): string =>
	`INV-${year}-${String(sequence).padStart(6, "0")}`;
