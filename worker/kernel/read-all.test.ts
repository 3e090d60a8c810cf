import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { counting, nothing } from "#bench/renewals/counting";
import { bindings, system, tenant } from "#tests/factories";
import { fundWallet } from "#tests/wallets";
import { machineContext } from "#worker/machine-context";
import { ledgerAccounts } from "#worker/modules/billing/ledger/tables";
import { subscriptions } from "#worker/modules/billing/subscriptions/tables";
import { planPrices, plans } from "#worker/modules/catalog/tables";
import { tenants } from "#worker/modules/tenants/tables";
import { inTenant, type TenantContext } from "./context";

const of = (db: TenantContext["db"]) =>
	db.toSelect(
		{
			...{ id: subscriptions.id, status: subscriptions.status, trialEndsAt: subscriptions.trialEndsAt },
			...{ tenant: tenants.id, tenantStatus: tenants.status, name: tenants.name, plan: plans.name },
			...{ limits: plans.limits, formats: tenants.formats, noPrice: planPrices.amount },
		},
		subscriptions,
		{
			joins: [
				{ table: tenants, on: eq(tenants.id, subscriptions.tenantId) },
				{ table: plans, on: eq(plans.id, subscriptions.planId) },
				{ table: planPrices, on: eq(planPrices.planId, tenants.id as never), optional: true },
			],
		},
	);

test("reads of one call keep columns of the same name apart, and decode as a read by itself does", async () => {
	const { ctx } = await tenant();
	const { db } = ctx;
	const [[row], [plan], [own]] = await db.readAll([
		of(db),
		db.toSelect({ name: plans.name, limits: plans.limits }, subscriptions, {
			joins: [{ table: plans, on: eq(plans.id, subscriptions.planId) }],
		}),
		db.toList(subscriptions),
	]);

	expect(own).toEqual(await db.find(subscriptions, undefined));
	const organisation = await system().db.find(tenants, eq(tenants.id, ctx.tenantId));
	expect(row).toEqual({
		...{ id: own?.id, status: own?.status, trialEndsAt: own?.trialEndsAt },
		...{ tenant: ctx.tenantId, tenantStatus: organisation?.status, name: organisation?.name, plan: plan?.name },
		...{ limits: plan?.limits, formats: organisation?.formats, noPrice: null },
	});
	expect(row?.name).not.toBe(row?.plan);
	expect(row?.limits).toBeTypeOf("object");
});

test("each of them is held to the tenant", async () => {
	const [mine, other] = [await tenant(), await tenant()];
	await fundWallet(other.ctx, 5000);
	const { db } = mine.ctx;
	const everyAccount = db.toList(ledgerAccounts);
	const [[row, ...more], accounts] = await db.readAll([of(db), everyAccount]);
	expect([row?.tenant, more]).toEqual([mine.ctx.tenantId, []]);
	expect(accounts.filter(({ owner }) => owner !== mine.ctx.tenantId)).toEqual([]);
});

test("they are one call of D1", async () => {
	const { ctx } = await tenant();
	const count = nothing();
	const base = machineContext({ ...bindings, DB: counting(bindings.DB, count) }, ctx.actor as never, ctx.now);
	const { db } = inTenant(base, base.db, ctx.tenantId);
	const answers = await db.readAll([of(db), db.toList(subscriptions), db.toList(ledgerAccounts)]);
	expect(answers.map((rows) => rows.length)).toEqual([1, 1, expect.any(Number)]);
	expect(count).toMatchObject({ calls: 1, trips: 1, statements: 3 });
});
