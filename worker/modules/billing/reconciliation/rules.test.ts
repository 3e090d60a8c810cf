import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOUR } from "#worker/kernel/time";
import { compareEvent, type EventFacts } from "./event-rules";
import {
	type AccountFacts,
	compareAccount,
	compareInvoice,
	comparePayment,
	compareSums,
	compareTransfer,
	type Finding,
	type InvoiceFacts,
	type PaymentFacts,
} from "./rules";

const kinds = (found: Finding[]) => found.map(({ kind }) => kind);

const INVOICE: InvoiceFacts = {
	...{ id: "inv_1", tenantId: "ten_1", currency: "IDR", status: "paid", total: 100, credited: 0 },
	...{ lines: 100, creditNotes: 0, payments: 1, settled: 100, refunded: 0 },
};
const PAYMENT: PaymentFacts = {
	...{ id: "pay_1", tenantId: "ten_1", currency: "IDR", status: "succeeded", amount: 100 },
	...{ refunded: 0, transferred: 100, refunds: 0 },
};
const ACCOUNT: AccountFacts = {
	...{ owner: "ten_1", code: "wallet", currency: "IDR", balance: 50, entries: 50, grants: null, holds: null },
};

describe("an invoice", () => {
	test.each<[string, Partial<InvoiceFacts>, string[]]>([
		["paid once", {}, []],
		["open and unpaid", { status: "open", payments: 0, settled: 0 }, []],
		["credited and given back", { credited: 30, creditNotes: 30, refunded: 30 }, []],
		["worth nothing and paid by nobody", { total: 0, lines: 0, payments: 0, settled: 0 }, []],
		["whose lines do not add up", { lines: 99 }, ["invoice_off_lines"]],
		["credited without a note", { credited: 30, refunded: 30 }, ["invoice_off_credit_notes"]],
		["paid by nobody", { payments: 0, settled: 0 }, ["invoice_paid_without_payment"]],
		["paid too little", { settled: 90 }, ["invoice_off_payments"]],
		["given back without a credit", { refunded: 30 }, ["invoice_off_payments"]],
		["void though its money is here", { status: "void" }, ["invoice_unpaid_with_payment"]],
	])("%s", (_, over, expected) => {
		expect(kinds(compareInvoice({ ...INVOICE, ...over }))).toEqual(expected);
	});

	test("money without an invoice that takes it is proposed for the wallet", () => {
		const [found] = compareInvoice({ ...INVOICE, status: "open" });
		expect(found).toMatchObject({ remedy: "credit_wallet", amount: 100, ours: { state: "open" } });
	});

	test("whatever is credited and given back in step, a paid invoice agrees; one rupiah beside, it does not", () => {
		const parts = fc.record({
			total: fc.integer({ min: 1, max: 1e9 }),
			share: fc.double({ min: 0, max: 1, noNaN: true }),
		});
		fc.assert(
			fc.property(parts, fc.constantFrom(-1, 0, 1), ({ total, share }, off) => {
				const credited = Math.floor(total * share);
				const sums = { total, lines: total, credited, creditNotes: credited, settled: total, refunded: credited + off };
				expect(kinds(compareInvoice({ ...INVOICE, ...sums }))).toEqual(off === 0 ? [] : ["invoice_off_payments"]);
			}),
		);
	});
});

test.each<[string, Partial<PaymentFacts>, string[]]>([
	["whose money is here", {}, []],
	["that waits", { status: "pending", transferred: null }, []],
	["that was taken back", { status: "failed" }, []],
	["whose money has no transfer", { transferred: null }, ["payment_without_transfer"]],
	["disputed without a transfer", { status: "disputed", transferred: null }, ["payment_without_transfer"]],
	["of another sum than its transfer", { amount: 101 }, ["payment_off_transfer"]],
	["refunded by nothing", { refunded: 10 }, ["payment_off_refunds"]],
	["whose refunds it does not know of", { refunds: 10 }, ["payment_off_refunds"]],
])("a payment %s", (_, over, expected) => {
	expect(kinds(comparePayment({ ...PAYMENT, ...over }))).toEqual(expected);
});

test.each<[string, Partial<AccountFacts>, string[]]>([
	["as its entries say", {}, []],
	["beside its entries", { balance: 51 }, ["account_off_entries"]],
	["of credit that its grants have left", { code: "promo", grants: 50 }, []],
	["of credit that no grant has", { code: "promo", grants: 0 }, ["promo_off_grants"]],
	["of holds that are active", { code: "held", holds: 50 }, []],
	["of holds that have ended", { code: "held", holds: 20 }, ["held_off_holds"]],
])("a balance %s", (_, over, expected) => {
	const found = compareAccount({ ...ACCOUNT, ...over });
	expect(kinds(found)).toEqual(expected);
	for (const { subjectId, tenantId } of found) expect([subjectId.split("/")[0], tenantId]).toEqual(["ten_1", "ten_1"]);
});

test("the ledger sums to zero, and the installation's balances are their entries", () => {
	const accounts = [{ code: "tax", stored: 11, sum: 11 }];
	expect(compareSums({ currency: "IDR", entries: 0, accounts })).toEqual([]);
	const off = compareSums({ currency: "IDR", entries: 5, accounts: [{ code: "tax", stored: 12, sum: 11 }] });
	expect(off.map(({ kind, subjectId, amount }) => [kind, subjectId, amount])).toEqual([
		["ledger_not_zero", "IDR", 5],
		["installation_off_entries", "installation/tax/IDR", -1],
	]);
});

test("a transfer of a payment belongs to one", () => {
	const facts = { id: "trf_1", tenantId: "ten_1", currency: "IDR" as const, kind: "top_up", amount: 10 };
	expect(compareTransfer({ ...facts, accounted: true })).toEqual([]);
	expect(kinds(compareTransfer({ ...facts, accounted: false }))).toEqual(["transfer_without_payment"]);
});

describe("an event", () => {
	const NOW = Date.UTC(2026, 10, 21);
	const payment = { status: "pending", amount: 100, currency: "IDR" as const, arrived: false, deniedAt: null };
	const denied = { ...payment, status: "failed" };
	const EVENT: EventFacts = {
		...{ id: "ibx_1", tenantId: "ten_1", kind: "settlement", status: "applied", claims: "paid", note: null },
		...{ receivedAt: NOW - HOUR - 1, payment: { ...payment, arrived: true } },
	};
	test.each<[string, Partial<EventFacts>, string[]]>([
		["that was applied", {}, []],
		["that has just come", { status: "received", receivedAt: NOW - HOUR }, []],
		["that waits too long", { status: "received" }, ["event_waiting"]],
		["that failed", { status: "failed" }, ["event_failed"]],
		["that is parked", { status: "parked" }, ["event_parked"]],
		["of money that has not come", { payment }, ["event_paid_payment_not"]],
		["of money that was denied before it came", { payment: { ...denied, deniedAt: 5 } }, ["event_paid_payment_not"]],
		["of money that was taken back before we asked", { payment: { ...denied, deniedAt: NOW - HOUR } }, []],
		[
			"of money that was taken back before it was told, and asked about again",
			{ payment: { ...denied, deniedAt: 5 }, status: "ignored" },
			[],
		],
		["of money that still waits after we asked", { payment, status: "ignored" }, ["event_paid_payment_not"]],
		["of something else than money", { payment, claims: "expired" }, []],
		["of nobody", { payment: null }, []],
	])("%s", (_, over, expected) => {
		expect(kinds(compareEvent({ ...EVENT, ...over }, NOW))).toEqual(expected);
	});

	test("of an order that is nobody's is for a person; the others are handled again", () => {
		const remedyOf = (over: Partial<EventFacts>) => compareEvent({ ...EVENT, ...over }, NOW)[0]?.remedy;
		expect(remedyOf({ status: "parked", payment: null })).toBe("look");
		expect(remedyOf({ status: "parked", payment })).toBe("replay_event");
		expect(remedyOf({ status: "failed", payment: null })).toBe("replay_event");
	});
});
