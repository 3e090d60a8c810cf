import type { InvoiceView } from "../schemas";

export type BankAccount = { name: string; bank: string; accountNumber: string; accountHolder: string };

/** What is printed: the invoice itself, that it was paid, or a part of it that was taken back, whose figures it then has. */
export type Paper =
	| { kind: "invoice" }
	| { kind: "receipt" }
	| { kind: "credit_note"; invoiceNumber: string; reason: string };

/** All that a printed invoice says. `qris` is the dynamic QRIS text that carries the total, or null. */
export type InvoiceDocument = InvoiceView & {
	paper: Paper;
	payUrl: string;
	qris: string | null;
	methods: BankAccount[];
};
