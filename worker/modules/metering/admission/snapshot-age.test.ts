import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { tenantMeter } from "#objects/stubs";
import { bindings, request, system, tenant } from "#tests/factories";
import { MINUTE } from "#worker/kernel/time";
import { changePlanState, createPlan, updatePlan } from "#worker/modules/catalog/manage-plans";
import { createKey } from "#worker/modules/identity/api-keys/create-key";
import { ApiKeyInput } from "#worker/modules/identity/api-keys/schemas";

test("rate limits that staff gives a plan hold for those who are on it within ten minutes", async () => {
	const text = { en: "Fast", id: "Cepat" };
	const plan = await createPlan(system(), {
		...{ code: `fast-${Date.now()}`, name: "Fast", description: text, highlighted: false, trialDays: 5 },
		...{ trialCredit: null, features: [], prices: [{ interval: "month", price: { amount: 1000, currency: "IDR" } }] },
		limits: { users: 5, branches: 1, storageBytes: 0, apiCalls: 1000, inferences: null },
		rateLimits: [{ name: "burst", requests: 7, windowSeconds: 3600 }],
	});
	await changePlanState(system(), plan.id, "publish");
	const { ctx } = await tenant({ plan: plan.code }, Date.now());
	const { key } = await createKey(ctx, ApiKeyInput.parse({ name: "till", scopes: ["*:read"] }));
	const policy = async () => {
		// What this isolate holds is given back, so that the object is asked.
		await ctx.meters.read(ctx.tenantId);
		const answer = await request("GET", "/api/v1/tenant", { headers: { authorization: `Bearer ${key}` } });
		return answer.headers.get("ratelimit-policy");
	};
	expect(await policy()).toBe('"burst";q=7;w=3600');
	await updatePlan(system(), plan.id, { rateLimits: [{ name: "burst", requests: 9, windowSeconds: 3600 }] });
	expect(await policy()).toBe('"burst";q=7;w=3600');

	const meter = tenantMeter(bindings, ctx.tenantId);
	const old = String(Date.now() - 11 * MINUTE);
	await runInDurableObject(meter, (_object, { storage }) => {
		storage.sql.exec("UPDATE facts SET value = ? WHERE name = 'readAt'", old);
	});
	await evictDurableObject(meter);
	expect(await policy()).toBe('"burst";q=9;w=3600');
});
