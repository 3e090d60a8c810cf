import type { InvoiceView } from "../schemas";

export type BankAccount = { name: string; bank: string; accountNumber: string; accountHolder: string };

/** All that a printed invoice says. `qris` is the dynamic QRIS text that carries the total, or null. */
export type InvoiceDocument = InvoiceView & { payUrl: string; qris: string | null; methods: BankAccount[] };
