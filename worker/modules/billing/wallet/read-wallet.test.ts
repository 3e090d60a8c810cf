import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bindings, buyer, NOW, tenant } from "#tests/factories";
import { fundWallet, giveCredit } from "#tests/wallets";
import type { TenantContext } from "#worker/kernel/context";
import { DAY } from "#worker/kernel/time";
import { decimal, exportEntries } from "./export-entries";
import { runOut } from "./forecast";
import { listEntries } from "./list-entries";
import { payInvoiceFromWallet } from "./pay-from-wallet";
import { readWallet } from "./read-wallet";
import { reserve } from "./reserve-hold";
import type { EntryQuery } from "./schemas";

const rupiah = (amount: number) => ({ amount, currency: "IDR" as const });
const query = (over: Partial<EntryQuery> = {}): EntryQuery => ({
	...{ limit: 25, sort: "-written" as const, account: "wallet" as const },
	...over,
});

async function lived() {
	const { ctx, founded } = await buyer();
	await fundWallet(ctx, 500_000);
	await giveCredit(ctx, 65_390);
	const invoiceId = founded.invoice?.id ?? "inv_";
	await payInvoiceFromWallet(ctx, invoiceId);
	await reserve(ctx, { amount: rupiah(50_000), reason: "test", referenceId: "o", expiresAt: NOW + DAY });
	return { ctx, invoiceId, number: founded.invoice?.number ?? "" };
}

test("a wallet that was never used is zero, in the subscription's currency", async () => {
	const { ctx } = await tenant({ currency: "USD" });
	const nothing = { amount: 0, currency: "USD" };
	expect(await readWallet(ctx, {})).toMatchObject({
		...{ settled: nothing, available: nothing, held: nothing, currency: "USD", lowBalance: null },
		forecast: { spentPerDay: nothing, daysLeft: null, runsOutAt: null },
	});
});

test("a wallet in another currency than the subscription's is named, so that it can be looked at", async () => {
	const usual = await tenant();
	expect(await readWallet(usual.ctx, {})).toMatchObject({ currency: "IDR", currencies: ["IDR"] });
	const { ctx } = await tenant({ currency: "USD" });
	await fundWallet(ctx, 500_000);
	expect(await readWallet(ctx, {})).toMatchObject({ currency: "USD", currencies: ["IDR", "USD"] });
	expect(await readWallet(ctx, { currency: "IDR" })).toMatchObject({
		...{ currency: "IDR", currencies: ["IDR", "USD"], available: rupiah(500_000) },
	});
});

test("settled is available and held; credit is apart; the forecast is of what was spent", async () => {
	const { ctx } = await lived();
	expect(await readWallet(ctx, {})).toMatchObject({
		settled: rupiah(400_000),
		available: rupiah(350_000),
		held: rupiah(50_000),
		credit: rupiah(0),
		// 165.390 for the invoice and 50.000 held, in thirty days; 350.000 last 48 days.
		forecast: { spentPerDay: rupiah(7_180), daysLeft: 48 },
	});
	const later: TenantContext = { ...ctx, now: NOW + 31 * DAY };
	expect((await readWallet(later, {})).forecast.daysLeft).toBeNull();
});

test("the statement runs newest first with its balance, and says what each entry was for", async () => {
	const { ctx, invoiceId, number } = await lived();
	const { items } = await listEntries(ctx, query());
	expect(items).toMatchObject([
		{ kind: "hold", amount: rupiah(-50_000), balanceAfter: rupiah(350_000), reference: { kind: "hold" } },
		{
			...{ kind: "invoice_payment", amount: rupiah(-100_000), balanceAfter: rupiah(400_000) },
			reference: { kind: "invoice", id: invoiceId, number },
		},
		{ kind: "wallet_credit", amount: rupiah(500_000), balanceAfter: rupiah(500_000), reference: { kind: "other" } },
	]);
	expect((await listEntries(ctx, query({ account: "promo" }))).items).toHaveLength(2);
	expect((await listEntries(ctx, query({ kind: "hold" }))).items).toHaveLength(1);
	expect((await listEntries(ctx, query({ from: new Date(NOW + 1).toISOString() }))).items).toEqual([]);
	expect((await listEntries(ctx, query({ to: new Date(NOW).toISOString() }))).items).toEqual([]);
});

test("pages add up to the whole, each balance follows from the one before, and nobody else's entry is there", async () => {
	const [{ ctx }] = [await tenant(), await lived()];
	for (let i = 1; i <= 7; i++) await fundWallet(ctx, i * 10);
	for (const sort of ["written", "-written"] as const) {
		const seen: number[] = [];
		let cursor: string | undefined;
		do {
			const page = await listEntries(ctx, query({ limit: 3, sort, cursor }));
			seen.push(...page.items.map((item) => item.balanceAfter.amount));
			cursor = page.nextCursor ?? undefined;
		} while (cursor);
		const balances = [10, 30, 60, 100, 150, 210, 280];
		expect(seen).toEqual(sort === "written" ? balances : balances.reverse());
	}
	await expect(listEntries(ctx, query({ cursor: btoa('["-written","x",""]') }))).rejects.toMatchObject({
		issues: [{ pointer: "?cursor" }],
	});
});

test("the statement is read from its index, without a sort", async () => {
	const plan = await bindings.DB.prepare(
		`EXPLAIN QUERY PLAN SELECT ledger_entries.rowid FROM ledger_entries WHERE ledger_entries.account_owner = ? AND ledger_entries.account_code = ?
		AND ledger_entries.currency = ? AND ledger_entries.account_owner <> 'installation' AND ledger_entries.rowid < ? ORDER BY ledger_entries.rowid DESC`,
	)
		.bind("ten_x", "wallet", "IDR", 5)
		.all<{ detail: string }>();
	const details = plan.results.map((row) => row.detail).join("\n");
	expect(details).toContain("ledger_entries_of_customer");
	expect(details).not.toContain("TEMP B-TREE");
});

test("the CSV is a download, oldest first, with the figures of the statement", async () => {
	const { ctx, number } = await lived();
	const response = await exportEntries(ctx, { account: "wallet" });
	expect(response.headers.get("content-disposition")).toBe('attachment; filename="wallet-idr-2026-11-20.csv"');
	const lines = (await response.text()).trim().split("\r\n");
	expect(lines).toHaveLength(4);
	expect(lines[1]).toContain("wallet_credit,test,,500000,500000,IDR,trf_");
	expect(lines[2]).toContain(`${number},-100000,400000,IDR`);
});

test.each([
	[-1234, "USD", "-12.34"],
	[5, "USD", "0.05"],
	[-1234, "IDR", "-1234"],
	[0, "USD", "0.00"],
] as const)("%d %s is written %s", (amount, currency, text) => expect(decimal(amount, currency)).toBe(text));

test("at the average spend the funds last as long as the forecast says, and not a day longer", () => {
	const figures = { funds: fc.nat(10 ** 12), spent: fc.integer({ min: 1, max: 10 ** 12 }) };
	fc.assert(
		fc.property(fc.record(figures), ({ funds, spent }) => {
			const { daysLeft } = runOut({ funds, spent, now: NOW });
			expect(BigInt(daysLeft ?? -1) * BigInt(spent)).toBeLessThanOrEqual(BigInt(funds) * 30n);
			expect(BigInt((daysLeft ?? -1) + 1) * BigInt(spent)).toBeGreaterThan(BigInt(funds) * 30n);
		}),
	);
	expect(runOut({ funds: 100, spent: 0, now: NOW })).toEqual({ spentPerDay: 0, daysLeft: null, runsOutAt: null });
});
