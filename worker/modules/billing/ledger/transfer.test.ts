import { eq, sql } from "drizzle-orm";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bindings, system, tenant } from "#tests/factories";
import type { TenantContext } from "#worker/kernel/context";
import type { Posting } from "./rules";
import { ledgerAccounts, ledgerEntries, transfers } from "./tables";
import { type NewTransfer, transfer } from "./transfer";
import { findDriftedAccounts } from "./verify-ledger";

let serial = 0;
const moving = (amount: number, account: Posting["account"] = "wallet"): NewTransfer => ({
	kind: "trial_credit",
	currency: "IDR",
	referenceId: "test",
	idempotencyKey: `test-${serial++}`,
	postings: [
		{ owner: "tenant", account, amount },
		{ owner: "installation", account: "promotions", amount: -amount },
	],
});
const post = (ctx: TenantContext, input: NewTransfer) => ctx.db.batch([transfer(ctx, input).statement]);
const fresh = async () => (await tenant()).ctx;

async function wallet(ctx: TenantContext): Promise<number> {
	const row = await ctx.db.find(ledgerAccounts, eq(ledgerAccounts.code, "wallet"));
	return row?.balance ?? 0;
}

test("a transfer writes its entries and moves the balances", async () => {
	const ctx = await fresh();
	await post(ctx, moving(500));
	await post(ctx, moving(-120));

	expect(await wallet(ctx)).toBe(380);
	const entries = await ctx.db.list(ledgerEntries, { where: eq(ledgerEntries.accountCode, "wallet") });
	expect(entries.map((entry) => entry.amount).sort()).toEqual([-120, 500]);
});

test("an overdraft is refused by the database and leaves nothing behind", async () => {
	const ctx = await fresh();
	await post(ctx, moving(100));
	const before = await ctx.db.list(transfers);

	await expect(post(ctx, moving(-101))).rejects.toThrow(/customer_balance_not_negative/);

	expect(await wallet(ctx)).toBe(100);
	expect(await ctx.db.list(transfers)).toHaveLength(before.length);
});

test("ten parallel spends of 10 from 55 let exactly five through", async () => {
	const ctx = await fresh();
	await post(ctx, moving(55));
	const results = await Promise.allSettled(Array.from({ length: 10 }, () => post(ctx, moving(-10))));
	expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(5);
	expect(await wallet(ctx)).toBe(5);
});

test("the same key moves money once, however many try at once", async () => {
	const ctx = await fresh();
	const gift = { ...moving(70), idempotencyKey: "gift" };
	const results = await Promise.allSettled(Array.from({ length: 8 }, () => post(ctx, gift)));
	expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
	expect(await wallet(ctx)).toBe(70);
});

describe("what the code refuses, and the database too", () => {
	const unbalanced: Posting[] = [
		{ owner: "tenant", account: "wallet", amount: 5 },
		{ owner: "installation", account: "promotions", amount: -4 },
	];
	test("a transfer that does not balance", async () => {
		const ctx = await fresh();
		expect(() => transfer(ctx, { ...moving(5), postings: unbalanced })).toThrow(RangeError);
		const row = { id: "trf_x" as never, ...moving(5), postings: unbalanced, createdAt: ctx.now };
		await expect(ctx.db.batch([ctx.db.insert(transfers, row)])).rejects.toThrow(/transfer_unbalanced/);
	});

	test.each([
		["UPDATE ledger_entries SET amount = amount + 1"],
		["DELETE FROM ledger_entries"],
		["UPDATE transfers SET kind = 'x'"],
		["DELETE FROM transfers"],
	])("history is not changed: %s", async (statement) => {
		const ctx = await fresh();
		await post(ctx, moving(1));
		await expect(bindings.DB.prepare(statement).run()).rejects.toThrow(/ledger_is_append_only/);
	});

	test("an entry of one tenant cannot touch another tenant's account", async () => {
		const [a, b] = [await fresh(), await fresh()];
		await post(b, moving(10));
		await post(a, moving(10));
		const [own] = await a.db.list(transfers, { where: sql`true`, limit: 1 });
		const theft = bindings.DB.prepare(
			"INSERT INTO ledger_entries (transfer_id, position, tenant_id, account_owner, account_code, currency, amount, created_at) VALUES (?, 9, ?, ?, 'wallet', 'IDR', 5, 0)",
		);
		await expect(theft.bind(own?.id, a.tenantId, b.tenantId).run()).rejects.toThrow(/ledger_entry_stays_home/);
	});
});

test("after any story the books balance, no wallet is negative and every balance is the sum of its entries", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(
				fc.integer({ min: -300, max: 300 }).filter((n) => n !== 0),
				{ maxLength: 12 },
			),
			async (amounts) => {
				const ctx = await fresh();
				let expected = 0;
				for (const amount of amounts) {
					const result = await post(ctx, moving(amount)).then(
						() => true,
						() => false,
					);
					expect(result).toBe(expected + amount >= 0);
					if (result) expected += amount;
				}
				expect(await wallet(ctx)).toBe(expected);
			},
		),
		{ numRuns: 15 },
	);
	expect(await findDriftedAccounts(system())).toEqual([]);
});
