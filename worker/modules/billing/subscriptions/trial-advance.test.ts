import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { BILLING, system, tenant } from "#tests/factories";
import { subscriptionOf } from "#tests/subscribers";
import { fundWallet } from "#tests/wallets";
import { DAY } from "#worker/kernel/time";
import { entitlements } from "#worker/modules/catalog/tables";
import { updateBillingDetails } from "../invoices/billing-details";
import { invoices } from "../invoices/tables";
import { loadFunds } from "../wallet/load-funds";
import { subscriptions } from "./tables";
import { advanceTrial } from "./trial-advance";
import { readTrialStatistics } from "./trial-statistics";

/** A tenant on a trial of 14 days. */
async function trying(plan: "free" | "growth") {
	const it = await tenant({ plan });
	const row = await subscriptionOf(it.ctx);
	const end = row.trialEndsAt ?? 0;
	return { ...it, id: row.id, end, at: (now: number) => advanceTrial(system(now), it.ctx.tenantId, row.id) };
}

test("reminded once, three days before the end", async () => {
	const it = await trying("growth");
	expect(await it.at(it.end - 3 * DAY - 1)).toBe("none");
	const steps = await Promise.all(Array.from({ length: 4 }, () => it.at(it.end - 3 * DAY)));
	expect(steps.filter((step) => step === "remind")).toHaveLength(1);
	expect(await it.at(it.end - DAY)).toBe("none");
});

test("a free plan's trial ends in the free plan, without a period or a bill", async () => {
	const it = await trying("free");
	expect(await it.at(it.end)).toBe("go_free");
	expect(await subscriptionOf(it.ctx)).toMatchObject({ status: "active", periodEnd: null, nextBillingAt: null });
	expect(await it.ctx.db.list(invoices)).toEqual([]);
});

test("credit and wallet that cover the first period convert the trial, once, in one batch", async () => {
	const it = await trying("growth");
	await updateBillingDetails(it.ctx, BILLING as never);
	await fundWallet(it.ctx, 500_000);
	const before = await loadFunds(it.ctx, "IDR");
	const steps = await Promise.all(Array.from({ length: 4 }, () => it.at(it.end)));
	expect(steps.filter((step) => step !== "none")).toEqual(["convert"]);

	const [invoice, ...more] = await it.ctx.db.list(invoices);
	expect(more).toEqual([]);
	expect(invoice).toMatchObject({ status: "paid", total: 553_890 });
	expect(await subscriptionOf(it.ctx)).toMatchObject({ status: "active", periodStart: it.end });
	const after = await loadFunds(it.ctx, "IDR");
	expect(before.wallet + before.promo - after.wallet - after.promo).toBe(553_890);
});

test.each([true, false])("what cannot be paid (billing details: %s) expires to the free plan", async (details) => {
	const it = await trying("growth");
	if (details) await updateBillingDetails(it.ctx, BILLING as never);
	const steps = await Promise.all(Array.from({ length: 4 }, () => it.at(it.end)));
	expect(steps.filter((step) => step !== "none")).toEqual(["expire"]);
	const rows = await it.ctx.db.list(subscriptions);
	expect(rows.find((row) => row.id === it.id)?.status).toBe("expired");
	expect(rows.filter((row) => row.id !== it.id)).toMatchObject([{ status: "active", planCode: "free" }]);
	expect((await it.ctx.db.find(entitlements, undefined))?.planCode).toBe("free");
	expect(await it.ctx.db.list(invoices)).toEqual([]);
});

test("a trial that was to end with itself is canceled, not billed and not reminded of", async () => {
	const it = await trying("growth");
	await updateBillingDetails(it.ctx, BILLING as never);
	await fundWallet(it.ctx, 1_000_000);
	const later = eq(subscriptions.id, it.id);
	await it.ctx.db.batch([it.ctx.db.update(subscriptions, later, { cancelAt: it.end })]);
	expect(await it.at(it.end - DAY)).toBe("none");
	expect(await it.at(it.end)).toBe("cancel");
	expect((await it.ctx.db.find(subscriptions, later))?.status).toBe("canceled");
	expect(await it.ctx.db.list(invoices)).toEqual([]);
});

test("the statistics count how trials ended", async () => {
	const before = await readTrialStatistics(system());
	const [converted, expired, free] = [await trying("growth"), await trying("growth"), await trying("free")];
	await trying("growth");
	await updateBillingDetails(converted.ctx, BILLING as never);
	await fundWallet(converted.ctx, 1_000_000);
	for (const it of [converted, expired, free]) await it.at(it.end);
	const after = await readTrialStatistics(system());
	const grown = (key: "started" | "converted" | "stayedFree" | "expired" | "running") => after[key] - before[key];
	expect([grown("started"), grown("converted"), grown("stayedFree"), grown("expired"), grown("running")]).toEqual([
		4, 1, 1, 1, 1,
	]);
});
