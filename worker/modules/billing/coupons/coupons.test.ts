import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { asSystem, BILLING, buyer, person, request, system, tenant } from "#tests/factories";
import type { Env } from "#worker/env";
import { openDatabase } from "#worker/kernel/database";
import { money } from "#worker/kernel/money";
import { pageClause } from "#worker/kernel/pages";
import { DAY } from "#worker/kernel/time";
import { tenants } from "#worker/modules/tenants/tables";
import { invoiceLines, invoices } from "../invoices/tables";
import { approvePayment } from "../payments/review-payment";
import { submitPayment } from "../payments/submit-payment";
import { cancelPlanChange } from "../plan-changes/cancel-plan-change";
import { changePlan } from "../plan-changes/change-plan";
import { subscriptions } from "../subscriptions/tables";
import { inState } from "./in-state";
import { createCoupon, listCoupons, updateCoupon } from "./manage-coupons";
import { couponStatistics, listRedemptions } from "./read-redemptions";
import { COUPON_STATES, type CouponState } from "./rules";
import { CouponInput, CouponQuery, type CouponView } from "./schemas";
import { couponRedemptions, coupons } from "./tables";

const bindings = env as unknown as Env;
const codeOf = () => `T${crypto.randomUUID().slice(0, 8).toUpperCase()}`;
type Terms = Partial<Parameters<typeof CouponInput.parse>[0] & object> & Record<string, unknown>;

async function coupon(terms: Terms = {}): Promise<CouponView> {
	const input = CouponInput.parse({ code: codeOf(), name: "Test", kind: "percent", value: 10, ...terms });
	return createCoupon(asSystem(await person("admin")), input);
}
const growth = { plan: "growth", interval: "month" as const };
const countOf = async ({ id }: CouponView) => (await system().db.find(coupons, eq(coupons.id, id)))?.redemptions;

test("twenty tenants race for the last redemption: one gets it, the others hear why", async () => {
	const last = await coupon({ maxRedemptions: 1 });
	const all = await Promise.all(Array.from({ length: 20 }, () => tenant()));
	const buy = ({ ctx }: (typeof all)[number]) => changePlan(ctx, { ...growth, billing: BILLING, coupon: last.code });
	const results = await Promise.allSettled(all.map(buy));
	expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
	for (const result of results) {
		if (result.status === "rejected")
			expect(result.reason).toMatchObject({ code: "conflict", issues: [{ pointer: "/coupon" }] });
	}
	expect(await countOf(last)).toBe(1);
	const held = await system().db.list(couponRedemptions, { where: eq(couponRedemptions.couponId, last.id) });
	expect(held.map((row) => row.status)).toEqual(["reserved"]);
	for (const { ctx } of all)
		expect((await ctx.db.list(invoices)).length).toBe(held[0]?.tenantId === ctx.tenantId ? 1 : 0);
});

test("reserved with the change, free again when it is given up, spent when it is paid", async () => {
	const once = await coupon({ maxRedemptions: 1, value: 50 });
	const [first, second] = [await tenant(), await tenant()];
	const change = await changePlan(first.ctx, { ...growth, billing: BILLING, coupon: once.code.toLowerCase() });
	expect(change).toMatchObject({ coupons: [{ code: once.code, discount: 249_500 }], total: money(276_945, "IDR") });
	await cancelPlanChange(first.ctx, change.id as never);
	expect(await countOf(once)).toBe(0);

	const bought = await changePlan(second.ctx, { ...growth, billing: BILLING, coupon: once.code });
	const lines = await second.ctx.db.list(invoiceLines);
	expect(lines.map((line) => line.amount).sort()).toEqual([-249_500, 499_000]);
	const paid = await submitPayment(second.ctx, bought.invoice?.id ?? "inv_", {
		...{ method: "bca", amount: bought.total, reference: "TRX" },
	});
	await approvePayment(system(), paid.id, {});
	expect(await couponStatistics(system(), once.id)).toEqual({
		redemptions: { reserved: 0, redeemed: 1, released: 1 },
		discountGiven: [money(249_500, "IDR")],
		revenue: [money(249_500, "IDR")],
		newCustomers: 1,
	});
	const { items } = await listRedemptions(system(), once.id, { limit: 5, sort: "-createdAt", status: "redeemed" });
	expect(items).toMatchObject([{ tenant: { id: second.ctx.tenantId }, discount: money(249_500, "IDR") }]);
	await expect(changePlan(first.ctx, { ...growth, coupon: once.code })).rejects.toMatchObject({ code: "conflict" });
});

test("a limit for each tenant holds, also when one asks twice at once", async () => {
	const own = await coupon({ maxPerTenant: 1 });
	const { ctx } = await tenant();
	const both = await Promise.allSettled(
		[1, 2].map(() => changePlan(ctx, { ...growth, billing: BILLING, coupon: own.code })),
	);
	expect(both.filter((result) => result.status === "fulfilled")).toHaveLength(1);
	expect(await countOf(own)).toBe(1);
});

test("a sign-up with a coupon: invoiced less, or served at once when nothing is left to pay", async () => {
	const [half, whole] = [await coupon({ value: 50 }), await coupon({ value: 100 })];
	const { founded } = await buyer({ coupon: half.code });
	expect(founded.invoice?.total).toEqual(money(82_695, "IDR"));
	const free = await buyer({ coupon: whole.code });
	expect(free.founded).toMatchObject({
		tenant: { status: "active" },
		subscription: { status: "active", plan: "starter" },
	});
	expect(free.founded.invoice).toBeUndefined();
	expect((await free.ctx.db.list(couponRedemptions)).map((row) => row.status)).toEqual(["redeemed"]);
	expect((await free.ctx.db.list(tenants))[0]?.status).toBe("active");
	await expect(buyer({ coupon: "NO-SUCH" })).rejects.toMatchObject({ issues: [{ pointer: "/coupon" }] });
});

test("days make a trial longer, at sign-up or later, and a bought period too", async () => {
	const days = await coupon({ kind: "trial_extension", value: 7, maxPerTenant: 2 });
	const it = await tenant({ plan: "growth", coupon: days.code });
	const trialEnd = async () => (await it.ctx.db.list(subscriptions))[0]?.trialEndsAt;
	expect(await trialEnd()).toBe(it.ctx.now + 21 * DAY);
	const longer = await request("POST", "/api/v1/subscription/extend-trial", {
		as: it.owner,
		body: { coupon: days.code },
	});
	expect(longer.status).toBe(200);
	expect(await trialEnd()).toBe(it.ctx.now + 28 * DAY);
	const third = await request("POST", "/api/v1/subscription/extend-trial", {
		as: it.owner,
		body: { coupon: days.code },
	});
	expect(third.status).toBe(409);
	expect(await trialEnd()).toBe(it.ctx.now + 28 * DAY);
	const path = `/api/v1/admin/plan-changes?tenantId=${it.ctx.tenantId}`;
	const listed = async (kind: string) => {
		const response = await request("GET", `${path}&kind=${kind}`, { as: await person("operator") });
		return ((await response.json()) as { items: { kind: string; bonusDays: number }[] }).items;
	};
	expect(await listed("trial_extension")).toMatchObject([
		{ kind: "trial_extension", status: "applied", bonusDays: 7, total: { amount: 0 } },
		{ kind: "trial_extension", status: "applied", bonusDays: 7, total: { amount: 0 } },
	]);
	expect(await listed("first_purchase")).toEqual([]);

	const other = await tenant();
	const change = await changePlan(other.ctx, { ...growth, billing: BILLING, coupon: days.code });
	expect(change).toMatchObject({ bonusDays: 7, total: money(553_890, "IDR") });
});

test("a coupon that applies by itself needs no name, and one that does not fit is not mentioned", async () => {
	const plan = { planCodes: ["enterprise"], autoApply: true, firstPurchaseOnly: true };
	const auto = await coupon({ ...plan, kind: "fixed", value: 1_000, currency: "IDR", stackable: true });
	const { owner } = await tenant();
	const preview = async (body: object) =>
		(await request("POST", "/api/v1/plan-changes/preview", { as: owner, body })).json() as Promise<{
			coupons: { code: string }[];
		}>;
	const fits = await preview({ plan: "enterprise", interval: "month" });
	expect(fits.coupons.map(({ code }) => code)).toContain(auto.code);
	expect(await preview(growth)).toMatchObject({ coupons: [], refused: [] });
	await updateCoupon(asSystem(await person("admin")), auto.id, { enabled: false });
	expect((await preview({ plan: "enterprise", interval: "month" })).coupons).toEqual([]);
});

test("checking says what it takes off, or why it does not count", async () => {
	const starterOnly = await coupon({ planCodes: ["starter"], value: 20 });
	const { owner } = await tenant();
	const check = async (plan: string, code: string) =>
		(await request("POST", "/api/v1/coupons/check", { as: owner, body: { code, plan, interval: "month" } })).json();
	expect(await check("starter", starterOnly.code)).toMatchObject({
		eligible: true,
		reason: null,
		discount: money(29_800, "IDR"),
	});
	expect(await check("growth", starterOnly.code)).toMatchObject({ eligible: false, reason: "wrong_plan" });
	expect(await check("growth", "NO-SUCH")).toMatchObject({ eligible: false, reason: "unknown" });
});

test("an admin makes, changes and disables coupons; what is worth and the code stay; an operator reads", async () => {
	const [admin, operator] = [await person("admin"), await person("operator")];
	const body = { code: codeOf(), name: "Sepuluh", kind: "percent", value: 10, maxRedemptions: 5 };
	const made = await request("POST", "/api/v1/admin/coupons", { as: admin, body });
	expect(made.status).toBe(201);
	const { id } = (await made.json()) as CouponView;
	expect(
		(await request("POST", "/api/v1/admin/coupons", { as: admin, body: { ...body, code: body.code.toLowerCase() } }))
			.status,
	).toBe(409);
	const patched = await request("PATCH", `/api/v1/admin/coupons/${id}`, {
		as: admin,
		body: { enabled: false, maxPerTenant: null },
	});
	expect(await patched.json()).toMatchObject({ enabled: false, maxPerTenant: null, maxRedemptions: 5, value: 10 });
	const wrong = await request("POST", "/api/v1/admin/coupons", { as: admin, body: { ...body, value: 101 } });
	expect(await wrong.json()).toMatchObject({ issues: [{ pointer: "/value" }] });
	const found = await request("GET", `/api/v1/admin/coupons?state=disabled&search=${body.code}`, { as: operator });
	expect(await found.json()).toMatchObject({ items: [{ id }] });
	for (const path of [`/${id}`, `/${id}/redemptions`, `/${id}/statistics`])
		expect((await request("GET", `/api/v1/admin/coupons${path}`, { as: operator })).status).toBe(200);
});

/** Three of every state, one after the other; what they have in common is a word in their name. */
async function someOfEachState(word: string, now: number) {
	const iso = (at: number) => new Date(at).toISOString();
	const terms: Record<CouponState, Terms> = {
		active: { startsAt: iso(now), endsAt: iso(now + 1), maxRedemptions: 2 },
		scheduled: { startsAt: iso(now + 1), endsAt: iso(now + DAY) },
		expired: { startsAt: iso(now - DAY), endsAt: iso(now), maxRedemptions: 1 },
		used_up: { maxRedemptions: 1 },
		disabled: { enabled: false, endsAt: iso(now - DAY), maxRedemptions: 1 },
	};
	const db = system().db;
	const made: Record<string, string[]> = {};
	for (const state of [...COUPON_STATES, ...COUPON_STATES, ...COUPON_STATES]) {
		const { id } = await coupon({ ...terms[state], name: word });
		made[state] = [id, ...(made[state] ?? [])];
		if (state !== "scheduled") await db.batch([db.update(coupons, eq(coupons.id, id), { redemptions: 1 })]);
	}
	await coupon({ name: word, value: 5 }).then(({ id }) => made.active?.unshift(id));
	return made;
}

test("coupons are listed by the state they are in, page by page, and each says the state it was found by", async () => {
	const now = Date.now();
	const word = `Kind ${crypto.randomUUID().slice(0, 8)}`;
	const made = await someOfEachState(word, now);
	const ctx = system(now);
	for (const state of COUPON_STATES) {
		const found: string[] = [];
		let cursor: string | undefined;
		do {
			const page = await listCoupons(ctx, CouponQuery.parse({ state, search: word, limit: "2", cursor }));
			expect(page.items.every((item) => item.state === state)).toBe(true);
			found.push(...page.items.map(({ id }) => id));
			cursor = page.nextCursor ?? undefined;
		} while (cursor);
		expect(found.toSorted()).toEqual(made[state]?.toSorted());
	}
	const all = await listCoupons(ctx, CouponQuery.parse({ search: word }));
	expect(all.items).toHaveLength(16);
	const unknown = await request("GET", "/api/v1/admin/coupons?state=broken", { as: await person("operator") });
	expect(await unknown.json()).toMatchObject({ status: 422, issues: [{ pointer: "?state" }] });
});

test.each(COUPON_STATES)("coupons that are %s are read from their index in order, without a sort", async (state) => {
	const page = pageClause(CouponQuery.parse({}), { createdAt: coupons.createdAt }, coupons.id);
	const where = inState(state, Date.now());
	const query = openDatabase(bindings.DB)
		.select()
		.from(coupons)
		.where(where)
		.orderBy(...page.orderBy)
		.limit(25)
		.toSQL();
	const plan = await bindings.DB.prepare(`EXPLAIN QUERY PLAN ${query.sql}`)
		.bind(...query.params)
		.all<{ detail: string }>();
	const details = plan.results.map((row) => row.detail).join("\n");
	expect(details).toContain("coupons_by_state (enabled=?)");
	expect(details).not.toContain("TEMP B-TREE");
});
