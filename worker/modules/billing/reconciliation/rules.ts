import type { Currency } from "#worker/kernel/money";

/**
 * What is proposed. `wait`: it settles by itself. `sync_payment` and `replay_event` are carried out at the press of a
 * button; for the others a person decides: money back at the provider, money into the wallet, a booking, a look.
 */
export const REMEDIES = [
	"wait",
	"sync_payment",
	"replay_event",
	"refund",
	"credit_wallet",
	"correct_ledger",
	"look",
] as const;
export type Remedy = (typeof REMEDIES)[number];
export const AUTOMATIC = ["sync_payment", "replay_event"] as const satisfies Remedy[];
export const isAutomatic = (remedy: Remedy): boolean => (AUTOMATIC as readonly Remedy[]).includes(remedy);

/** The books that are compared, each in pages of its own, and the kinds of difference each may find. */
export const KINDS_OF = {
	sums: ["ledger_not_zero", "installation_off_entries"],
	accounts: ["account_off_entries", "promo_off_grants", "held_off_holds"],
	invoices: [
		"invoice_off_lines",
		"invoice_off_credit_notes",
		"invoice_paid_without_payment",
		"invoice_off_payments",
		"invoice_unpaid_with_payment",
	],
	payments: ["payment_without_transfer", "payment_off_transfer", "payment_off_refunds"],
	transfers: ["transfer_without_payment"],
	inbox: ["event_waiting", "event_failed", "event_parked", "event_paid_payment_not"],
	providers: [
		"provider_ahead",
		"provider_contradicts",
		"provider_paid_other_amount",
		"provider_refunded_more",
		"provider_refunded_less",
		"provider_disputed_more",
		"provider_disputed_less",
		"refund_unconfirmed",
	],
	silence: ["provider_silent"],
} as const;
export type Book = keyof typeof KINDS_OF;
export const BOOKS = Object.keys(KINDS_OF) as Book[];
export type Kind = (typeof KINDS_OF)[Book][number];
export const KINDS = BOOKS.flatMap((book): readonly Kind[] => KINDS_OF[book]);

/** What a book says: a sum in minor units of the difference's currency, or a word. */
export type Said = { amount: number } | { state: string };
export type Finding = {
	kind: Kind;
	tenantId: string | null;
	subjectId: string;
	ours: Said;
	theirs: Said;
	/** What the two are apart, theirs less ours, in minor units; null where it is no sum. */
	amount: number | null;
	currency: Currency | null;
	remedy: Remedy;
};

type About = Pick<Finding, "tenantId" | "subjectId"> & { currency: Currency };

/** A finding where the sums differ; none where they are the same. */
function apart(kind: Kind, remedy: Remedy, about: About, [ours, theirs]: [number, number]): Finding[] {
	if (ours === theirs) return [];
	return [{ ...about, kind, remedy, ours: { amount: ours }, theirs: { amount: theirs }, amount: theirs - ours }];
}

export type SumFacts = {
	currency: Currency;
	entries: number;
	accounts: { code: string; stored: number; sum: number }[];
};

/** All entries of a currency sum to zero, and the installation's balances are those of their entries. */
export function compareSums({ currency, entries, accounts }: SumFacts): Finding[] {
	const about = { tenantId: null, currency };
	return [
		...apart("ledger_not_zero", "correct_ledger", { ...about, subjectId: currency }, [0, entries]),
		...accounts.flatMap(({ code, stored, sum }) => {
			const subjectId = `installation/${code}/${currency}`;
			return apart("installation_off_entries", "correct_ledger", { ...about, subjectId }, [stored, sum]);
		}),
	];
}

export type AccountFacts = {
	owner: string;
	code: string;
	currency: Currency;
	balance: number;
	entries: number;
	/** What remains of its grants, where it is `promo`; what its active holds hold, where it is `held`. */
	grants: number | null;
	holds: number | null;
};

export const accountSubject = ({ owner, code, currency }: Pick<AccountFacts, "owner" | "code" | "currency">): string =>
	`${owner}/${code}/${currency}`;

/** A tenant's balance is the sum of its entries; `promo` is what its grants have left, `held` what its holds hold. */
export function compareAccount(account: AccountFacts): Finding[] {
	const { owner: tenantId, currency, balance, entries, grants, holds } = account;
	const about = { tenantId, currency, subjectId: accountSubject(account) };
	return [
		...apart("account_off_entries", "correct_ledger", about, [balance, entries]),
		...(grants === null ? [] : apart("promo_off_grants", "correct_ledger", about, [balance, grants])),
		...(holds === null ? [] : apart("held_off_holds", "correct_ledger", about, [balance, holds])),
	];
}

export type InvoiceFacts = {
	id: string;
	tenantId: string;
	currency: Currency;
	status: string;
	total: number;
	credited: number;
	lines: number;
	creditNotes: number;
	/** Payments that settled it, their money, and what was given back of it for good. */
	payments: number;
	settled: number;
	refunded: number;
};

/** Lines make the total, credit notes what is credited, and a paid invoice is worth the money that is here for it. */
export function compareInvoice(invoice: InvoiceFacts): Finding[] {
	const { id: subjectId, tenantId, currency, total, credited, lines, creditNotes } = invoice;
	const about = { tenantId, currency, subjectId };
	return [
		...apart("invoice_off_lines", "look", about, [total, lines]),
		...apart("invoice_off_credit_notes", "look", about, [credited, creditNotes]),
		...compareMoney(invoice, about),
	];
}

function compareMoney({ status, total, credited, payments, settled, refunded }: InvoiceFacts, about: About): Finding[] {
	const worth = total - credited;
	const here = settled - refunded;
	if (status === "paid" && payments === 0) return apart("invoice_paid_without_payment", "look", about, [worth, 0]);
	if (status === "paid") return apart("invoice_off_payments", "look", about, [worth, here]);
	if (payments === 0) return [];
	const found = { ours: { state: status }, theirs: { amount: here }, amount: here };
	return [{ ...about, ...found, kind: "invoice_unpaid_with_payment", remedy: "credit_wallet" }];
}

export type PaymentFacts = {
	id: string;
	tenantId: string;
	currency: Currency;
	status: string;
	amount: number;
	refunded: number;
	/** The credited side of its transfer; null where it has none. */
	transferred: number | null;
	/** The sum of its refunds that were not given up. */
	refunds: number;
};

const MONEY_IS_HERE = ["succeeded", "partially_refunded", "refunded", "disputed"];

/** Money that is here has a transfer of that sum; what is refunded is the sum of the refunds. */
export function comparePayment(payment: PaymentFacts): Finding[] {
	const { id: subjectId, tenantId, currency, status, amount, refunded, transferred, refunds } = payment;
	const about = { tenantId, currency, subjectId };
	const returned = apart("payment_off_refunds", "look", about, [refunded, refunds]);
	if (transferred !== null)
		return [...apart("payment_off_transfer", "correct_ledger", about, [amount, transferred]), ...returned];
	if (!MONEY_IS_HERE.includes(status)) return returned;
	return [...apart("payment_without_transfer", "correct_ledger", about, [amount, 0]), ...returned];
}

export type TransferFacts = {
	id: string;
	tenantId: string;
	currency: Currency;
	kind: string;
	amount: number;
	/** A payment names it, or a reversal has undone it. */
	accounted: boolean;
};

/** A transfer of a payment belongs to one. */
export function compareTransfer({ id, tenantId, currency, amount, accounted }: TransferFacts): Finding[] {
	const about = { tenantId, currency, subjectId: id };
	return accounted ? [] : apart("transfer_without_payment", "correct_ledger", about, [amount, 0]);
}
