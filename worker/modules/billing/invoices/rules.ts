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

/** `INV-2026-000001`: gapless within a Jakarta calendar year. */
export const invoiceNumber = (year: number, sequence: number): string =>
	`INV-${year}-${String(sequence).padStart(6, "0")}`;
