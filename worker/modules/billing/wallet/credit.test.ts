import { eq, sql } from "drizzle-orm";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { counting, nothing } from "#bench/renewals/counting";
import { bindings, buyer, NOW, system, tenant } from "#tests/factories";
import { fundWallet, giveCredit } from "#tests/wallets";
import type { TenantContext } from "#worker/kernel/context";
import { auditLogs } from "#worker/kernel/tables";
import { DAY } from "#worker/kernel/time";
import { machineContext } from "#worker/machine-context";
import { ledgerAccounts, transfers } from "../ledger/tables";
import { clawBack, expireGrants } from "./end-grants";
import { grantCredit } from "./grant-credit";
import { loadFunds } from "./load-funds";
import { payInvoiceFromWallet } from "./pay-from-wallet";
import { GRANT_KINDS } from "./rules";
import { creditGrants } from "./tables";

const backfill = Object.values(
	import.meta.glob("../../../../migrations/*promo-balances-are-grants.sql", {
		query: "?raw",
		import: "default",
		eager: true,
	}),
)[0] as string;

const rupiah = (amount: number) => ({ amount, currency: "IDR" as const });
const creditOf = async (ctx: TenantContext) => {
	const { promo, grants } = await loadFunds(ctx, "IDR");
	return { promo, grants: grants.reduce((sum, grant) => sum + grant.remaining, 0) };
};

test("a trial's credit is a grant that ends sixty days after the trial", async () => {
	const { ctx } = await tenant({ plan: "growth" });
	expect(await ctx.db.list(creditGrants)).toMatchObject([
		{ kind: "trial", amount: 100_000, remaining: 100_000, priority: 10, expiresAt: NOW + 74 * DAY },
	]);
	expect(await creditOf(ctx)).toEqual({ promo: 100_000, grants: 100_000 });
});

test("the migration gives each older balance its grant, once", async () => {
	const { ctx } = await tenant({ plan: "growth" });
	await ctx.db.batch([ctx.db.remove(creditGrants, undefined)]);
	await bindings.DB.prepare(backfill).run();
	await bindings.DB.prepare(backfill).run();
	expect(await creditOf(ctx)).toEqual({ promo: 100_000, grants: 100_000 });
	expect(await ctx.db.list(creditGrants)).toMatchObject([
		{ id: expect.stringMatching(/^grt_[0-7][0-9a-hjkmnp-tv-z]{25}$/), kind: "trial", expiresAt: null },
	]);
});

describe("credit ends", () => {
	test("on its instant and not before; what is left goes back, what was spent stays spent", async () => {
		const { ctx, founded } = await buyer();
		await giveCredit(ctx, 200_000, { expiresAt: NOW + DAY });
		await payInvoiceFromWallet(ctx, founded.invoice?.id ?? "inv_");
		await expireGrants(system(NOW + DAY - 1));
		expect(await creditOf(ctx)).toEqual({ promo: 34_610, grants: 34_610 });

		await Promise.all([
			expireGrants(system(NOW + DAY)),
			expireGrants(system(NOW + DAY)),
			expireGrants(system(NOW + DAY)),
		]);

		expect(await creditOf(ctx)).toEqual({ promo: 0, grants: 0 });
		const ends = await ctx.db.list(transfers, { where: eq(transfers.kind, "grant_end") });
		expect(ends.map((end) => end.postings)).toEqual([
			[
				{ owner: "tenant", account: "promo", amount: -34_610 },
				{ owner: "installation", account: "promotions", amount: 34_610 },
			],
		]);
	});

	test("while it is being spent: either way grants and balance agree", async () => {
		for (let round = 0; round < 4; round++) {
			const { ctx, founded } = await buyer();
			await giveCredit(ctx, 200_000, { expiresAt: NOW + 1 });
			const [payment] = await Promise.allSettled([
				payInvoiceFromWallet(ctx, founded.invoice?.id ?? "inv_"),
				expireGrants(system(NOW + 1)),
			]);
			if (payment.status === "rejected")
				expect(["conflict", "insufficient_funds"]).toContain((payment.reason as { code: string }).code);
			await expireGrants(system(NOW + 1));
			expect(await creditOf(ctx)).toEqual({ promo: 0, grants: 0 });
		}
	});

	test("more than a page of them in one run", async () => {
		const { ctx } = await tenant({ plan: "growth" });
		for (let i = 0; i < 101; i++) await giveCredit(ctx, 10, { expiresAt: NOW - (i % 3) });
		const { ctx: other } = await tenant({ plan: "growth" });
		await giveCredit(other, 7, { expiresAt: NOW });
		const count = nothing();
		const env = { ...bindings, DB: counting(bindings.DB, count) };
		const { handled } = await expireGrants(machineContext(env, { kind: "system", id: "cron", name: "test" }, NOW));
		expect(handled).toBeGreaterThanOrEqual(102);
		// Two pages, each a read and a batch of four.
		expect(count).toMatchObject({ calls: 4, statements: 10 });
		for (const one of [ctx, other]) expect(await creditOf(one)).toEqual({ promo: 100_000, grants: 100_000 });
		const audited = await ctx.db.list(auditLogs, { where: eq(auditLogs.action, "credit.expire") });
		expect(audited).toHaveLength(101);
		expect(audited[0]).toMatchObject({ before: { remaining: 10 }, after: { remaining: 0 } });
	});
});

describe("clawing back", () => {
	test("takes what is left of the kinds that are named, and each key once", async () => {
		const { ctx } = await tenant({ plan: "growth" });
		await grantCredit(ctx, { kind: "promotional", amount: rupiah(30_000), reason: "launch" });
		await grantCredit(ctx, { kind: "paid", amount: rupiah(5_000), reason: "prepaid" });

		expect(await clawBack(ctx, ["trial", "promotional"], "change-1")).toBe(2);
		expect(await creditOf(ctx)).toEqual({ promo: 5_000, grants: 5_000 });

		await grantCredit(ctx, { kind: "trial", amount: rupiah(1_000), reason: "again" });
		expect(await clawBack(ctx, ["trial", "promotional"], "change-1")).toBe(0);
		expect(await creditOf(ctx)).toEqual({ promo: 6_000, grants: 6_000 });
	});

	test("ten at once take it once", async () => {
		const { ctx } = await tenant({ plan: "growth" });
		const counts = await Promise.all(Array.from({ length: 10 }, (_, i) => clawBack(ctx, ["trial"], `change-${i}`)));
		expect(counts.filter((count) => count > 0)).toEqual([1]);
		expect(await creditOf(ctx)).toEqual({ promo: 0, grants: 0 });
	});

	test("credit that was paid for goes back to where it was booked from, not to promotions", async () => {
		const { ctx } = await tenant({ plan: "growth" });
		await grantCredit(ctx, { kind: "paid", amount: rupiah(5_000), reason: "prepaid" });
		await clawBack(ctx, ["paid"], "change-1");
		const [end] = await ctx.db.list(transfers, { where: eq(transfers.kind, "grant_end") });
		expect(end?.postings).toContainEqual({ owner: "installation", account: "adjustments", amount: 5_000 });
	});
});

test("the same key grants once", async () => {
	const { ctx } = await tenant({ plan: "growth" });
	const transfer = { kind: "grant" as const, referenceId: "ref", idempotencyKey: "referral-1" };
	const gift = { kind: "referral" as const, amount: rupiah(7_000), reason: "a friend", transfer };
	const results = await Promise.allSettled(Array.from({ length: 5 }, () => grantCredit(ctx, gift)));
	expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
	expect(await creditOf(ctx)).toEqual({ promo: 107_000, grants: 107_000 });
});

test("whatever happens to credit, what remains of the grants is the balance", async () => {
	const step = fc.record({
		act: fc.constantFrom("give" as const, "give" as const, "claw" as const, "expire" as const, "pay" as const),
		amount: fc.integer({ min: 1, max: 200_000 }),
		kind: fc.constantFrom(...GRANT_KINDS),
		life: fc.option(fc.integer({ min: -1, max: 3 })),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (story) => {
			const { ctx, founded } = await buyer();
			await fundWallet(ctx, 100_000);
			for (const [i, { act, amount, kind, life }] of story.entries()) {
				const expiresAt = life === null ? null : NOW + life;
				const acts = {
					give: () => grantCredit(ctx, { kind, amount: rupiah(amount), reason: "story", expiresAt }),
					claw: () => clawBack(ctx, [kind], `step-${i}`),
					expire: () => expireGrants(system(NOW + 1)),
					pay: () => payInvoiceFromWallet(ctx, founded.invoice?.id ?? "inv_").catch(() => undefined),
				};
				await acts[act]();
				const { promo, grants } = await creditOf(ctx);
				expect(grants).toBe(promo);
			}
			const accounts = await ctx.db.list(ledgerAccounts, { where: sql`${ledgerAccounts.balance} < 0` });
			expect(accounts).toEqual([]);
		}),
		{ numRuns: 8 },
	);
});
