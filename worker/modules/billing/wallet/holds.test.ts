import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { counting, nothing } from "#bench/renewals/counting";
import { bindings, NOW, system, tenant } from "#tests/factories";
import { fundWallet } from "#tests/wallets";
import type { TenantContext } from "#worker/kernel/context";
import { auditLogs } from "#worker/kernel/tables";
import { DAY } from "#worker/kernel/time";
import { machineContext } from "#worker/machine-context";
import { ledgerEntries, transfers } from "../ledger/tables";
import { expireHolds, finaliseHold, releaseHold } from "./end-hold";
import { loadFunds } from "./load-funds";
import { reserve } from "./reserve-hold";
import { walletHolds } from "./tables";

const rupiah = (amount: number) => ({ amount, currency: "IDR" as const });
const wanted = (amount: number) => ({
	...{ amount: rupiah(amount), reason: "a node", referenceId: "order-1" },
	expiresAt: NOW + DAY,
});

async function funded(amount: number): Promise<TenantContext> {
	const { ctx } = await tenant();
	await fundWallet(ctx, amount);
	return ctx;
}
const fundsOf = async (ctx: TenantContext) => {
	const { wallet, held } = await loadFunds(ctx, "IDR");
	return { wallet, held };
};
const at = (ctx: TenantContext, now: number): TenantContext => ({ ...ctx, now });
const codes = (results: PromiseSettledResult<unknown>[]) =>
	results.flatMap((result) => (result.status === "rejected" ? [(result.reason as { code: string }).code] : []));

test("what is held is not available; finalising a part gives the rest back", async () => {
	const ctx = await funded(100_000);
	const hold = await reserve(ctx, wanted(60_000));
	expect(await fundsOf(ctx)).toEqual({ wallet: 40_000, held: 60_000 });

	expect(await finaliseHold(ctx, hold.id, { amount: rupiah(45_000), product: "platform" })).toMatchObject({
		status: "finalised",
	});

	expect(await fundsOf(ctx)).toEqual({ wallet: 55_000, held: 0 });
	const earned = await ctx.db.list(ledgerEntries, { where: eq(ledgerEntries.accountCode, "revenue:platform") });
	expect(earned.map((entry) => entry.amount)).toEqual([45_000]);
});

test("ten reservations of 10 from 55 at once: five of them, and 402 for the others", async () => {
	const ctx = await funded(55);
	const results = await Promise.allSettled(Array.from({ length: 10 }, () => reserve(ctx, wanted(10))));
	expect(codes(results)).toEqual(Array(5).fill("insufficient_funds"));
	expect(await fundsOf(ctx)).toEqual({ wallet: 5, held: 50 });
	expect(await ctx.db.list(walletHolds)).toHaveLength(5);
});

test("finalise, release and expire at once: one of them, and the money moves once", async () => {
	for (let round = 0; round < 4; round++) {
		const ctx = await funded(100);
		const hold = await reserve(ctx, wanted(70));
		const results = await Promise.allSettled([
			finaliseHold(ctx, hold.id, { product: "platform" }),
			releaseHold(ctx, hold.id),
			releaseHold(ctx, hold.id),
			expireHolds(system(NOW + DAY)),
		]);
		const [row] = await ctx.db.list(walletHolds);
		expect(await fundsOf(ctx)).toEqual({ wallet: row?.status === "finalised" ? 30 : 100, held: 0 });
		expect(codes(results).every((code) => code === "conflict")).toBe(true);
	}
});

describe("time", () => {
	test("a hold ends on its instant, once, however many crons run", async () => {
		const ctx = await funded(100);
		await reserve(ctx, wanted(70));
		await expireHolds(system(NOW + DAY - 1));
		expect(await fundsOf(ctx)).toEqual({ wallet: 30, held: 70 });
		await Promise.all([expireHolds(system(NOW + DAY)), expireHolds(system(NOW + DAY))]);
		expect(await fundsOf(ctx)).toEqual({ wallet: 100, held: 0 });
		expect(await ctx.db.list(walletHolds)).toMatchObject([{ status: "expired" }]);
	});

	test("those of many organisations end in one batch; what ended meanwhile undoes none of the others", async () => {
		const some = await Promise.all([funded(100), funded(100), funded(100)]);
		const holds = await Promise.all(some.flatMap((ctx) => [reserve(ctx, wanted(30)), reserve(ctx, wanted(20))]));
		const count = nothing();
		const env = { ...bindings, DB: counting(bindings.DB, count) };
		const cron = machineContext(env, { kind: "system", id: "cron", name: "test" }, NOW + DAY);
		expect(await expireHolds(cron)).toEqual({ handled: holds.length, rest: null });
		// A page read, and one batch: holds, guard, transfers, audit.
		expect([count.calls, count.statements]).toEqual([2, 5]);
		for (const ctx of some) {
			expect(await fundsOf(ctx)).toEqual({ wallet: 100, held: 0 });
			const ended = await ctx.db.list(auditLogs, { where: eq(auditLogs.action, "wallet.hold_expire") });
			const said = { before: { status: "held" }, after: { status: "expired", spent: 0 }, tenantId: ctx.tenantId };
			expect(ended).toMatchObject([said, said]);
			expect(await ctx.db.list(transfers, { where: eq(transfers.kind, "hold_release") })).toHaveLength(2);
		}
		const [first, second] = await Promise.all(some.slice(0, 2).map((ctx) => reserve(ctx, wanted(50))));
		const [ctx] = some;
		if (!ctx || !first || !second) return expect.fail("no hold");
		const [expired, finalised] = await Promise.allSettled([
			expireHolds(system(NOW + DAY)),
			finaliseHold(ctx, first.id, { product: "platform" }),
		]);
		expect(expired.status).toBe("fulfilled");
		expect(await fundsOf(ctx)).toEqual({ wallet: finalised.status === "fulfilled" ? 50 : 100, held: 0 });
		expect((await system().db.find(walletHolds, eq(walletHolds.id, second.id)))?.status).toBe("expired");
	});

	test("it is not spent after that, even before the cron has seen it", async () => {
		const ctx = await funded(100);
		const hold = await reserve(ctx, wanted(70));
		const late = finaliseHold(at(ctx, NOW + DAY), hold.id, { product: "platform" });
		await expect(late).rejects.toMatchObject({ code: "conflict" });
		await expect(reserve(ctx, { ...wanted(1), expiresAt: NOW })).rejects.toMatchObject({
			issues: [{ pointer: "/expiresAt" }],
		});
	});
});

test.each([
	["more than is held", { amount: rupiah(71) }, "validation_failed"],
	["another currency", { amount: { amount: 1, currency: "USD" as const } }, "currency_mismatch"],
])("finalising %s is refused", async (_what, change, code) => {
	const ctx = await funded(100);
	const hold = await reserve(ctx, wanted(70));
	await expect(finaliseHold(ctx, hold.id, { product: "platform", ...change })).rejects.toMatchObject({ code });
	expect(await fundsOf(ctx)).toEqual({ wallet: 30, held: 70 });
});

test("another tenant's hold is not found", async () => {
	const [mine, theirs] = [await funded(100), await funded(100)];
	const hold = await reserve(theirs, wanted(70));
	await expect(releaseHold(mine, hold.id)).rejects.toMatchObject({ code: "not_found" });
});

test("a refund's hold is not for people to end", async () => {
	const ctx = await funded(100);
	const hold = await reserve(ctx, { ...wanted(70), referenceId: "rfd_01h2xcejqtf2nbrexx3vqjhp41" });
	await expect(releaseHold(ctx, hold.id)).rejects.toMatchObject({ code: "conflict" });
	await expect(finaliseHold(ctx, hold.id, { product: "platform" })).rejects.toMatchObject({ code: "conflict" });
	expect(await fundsOf(ctx)).toEqual({ wallet: 30, held: 70 });
});
