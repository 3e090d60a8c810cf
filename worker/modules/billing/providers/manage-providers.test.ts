import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { person, request, system, tenant } from "#tests/factories";
import { MIDTRANS_KEY } from "#tests/gateways";
import { auditLogs } from "#worker/kernel/tables";
import { mask, seal, unseal } from "./keys";
import { paymentProviders } from "./tables";

const path = "/api/v1/admin/payment-providers";
afterEach(async () => {
	const { db } = system();
	await db.batch([db.remove(paymentProviders, undefined)]);
});

async function put(code: string, body: object) {
	const admin = await person("admin");
	return request("PUT", `${path}/${code}`, { as: admin, body });
}

test("keys are sealed: another secret or one changed letter opens nothing", async () => {
	const sealed = await seal("secret one", { serverKey: MIDTRANS_KEY });
	expect(sealed).not.toContain(MIDTRANS_KEY);
	expect(await unseal("secret one", sealed)).toEqual({ serverKey: MIDTRANS_KEY });
	await expect(unseal("secret two", sealed)).rejects.toThrow();
	const changed = (sealed.startsWith("A") ? "B" : "A") + sealed.slice(1);
	await expect(unseal("secret one", changed)).rejects.toThrow();
	expect(await seal("secret one", { serverKey: MIDTRANS_KEY })).not.toBe(sealed);
	expect(mask(MIDTRANS_KEY)).toBe("SB-M…TEST");
	expect(mask("short")).toBe("…");
});

test("without a row the variables decide; keys are shown as a hint only", async () => {
	const response = await request("GET", path, { as: await person("operator") });
	const text = await response.text();
	expect(text).not.toContain(MIDTRANS_KEY);
	expect(JSON.parse(text).items).toMatchObject([
		{ code: "manual", keys: "not_needed" },
		{ code: "midtrans", enabled: true, mode: "test", keys: "variables", hint: "SB-M…TEST" },
		{ code: "stripe", enabled: true, keys: "variables" },
		{ code: "wallet", keys: "not_needed" },
	]);
});

test("new keys are stored sealed, used from then on, and never audited or shown", async () => {
	const key = "SB-Mid-server-WRONGWRONGWRONG";
	const response = await put("midtrans", { enabled: true, mode: "test", serverKey: key });
	expect(await response.json()).toMatchObject({ keys: "stored", hint: "SB-M…RONG" });
	const row = await system().db.find(paymentProviders, eq(paymentProviders.code, "midtrans"));
	expect(row?.secrets).not.toContain(key);
	const logs = await system().db.list(auditLogs, { where: eq(auditLogs.action, "payment_provider.update") });
	expect(JSON.stringify(logs)).not.toContain(key);

	const check = await request("POST", `${path}/midtrans/check`, { as: await person("admin") });
	expect(await check.json()).toMatchObject({ checkError: expect.stringContaining("unauthorised") });
});

test("the connection test succeeds with the right keys and says when", async () => {
	for (const code of ["midtrans", "stripe"]) {
		const response = await request("POST", `${path}/${code}/check`, { as: await person("admin") });
		expect(await response.json()).toMatchObject({ code, checkError: null, checkedAt: expect.any(String) });
	}
});

test("test keys in live mode, half of Stripe's keys and a gateway without keys name their field", async () => {
	const wrong = await put("midtrans", { enabled: true, mode: "live", serverKey: MIDTRANS_KEY });
	expect(await wrong.json()).toMatchObject({ issues: [{ pointer: "/serverKey" }] });
	const half = await put("stripe", { enabled: true, mode: "test", secretKey: "sk_test_abcdefgh" });
	expect(await half.json()).toMatchObject({ issues: [{ pointer: "/webhookSecret" }] });
	expect((await put("wallet", { enabled: false, mode: "test" })).status).toBe(404);
});

test("a gateway that is off takes no new payment, but still answers for what it began", async () => {
	const { owner } = await tenant({ plan: "growth" });
	expect((await put("midtrans", { enabled: false, mode: "test" })).status).toBe(200);
	const offered = await request("GET", "/api/v1/payment-providers", { as: owner });
	const { items } = (await offered.json()) as { items: { code: string }[] };
	expect(items.map(({ code }) => code)).toEqual(["stripe", "wallet"]);
	const forged = await request("POST", "/api/v1/webhooks/midtrans", { body: "{}" });
	expect(forged.status).toBe(401);
});
