import { expect, test } from "vitest";
import { person, request, tenant } from "#tests/factories";

let serial = 0;
const plan = () => ({
	code: `test-${Date.now()}-${serial++}`,
	name: "Test",
	description: { en: "For tests.", id: "Untuk uji." },
	highlighted: false,
	trialDays: 3,
	trialCredit: null,
	prices: [{ interval: "month", price: { amount: 10_000, currency: "IDR" } }],
	limits: { users: 3, branches: 1, storageBytes: 0, apiCalls: 0, inferences: null },
	features: [{ en: "One", id: "Satu" }],
});

async function drafted() {
	const admin = await person("admin");
	const response = await request("POST", "/api/v1/admin/plans", { as: admin, body: plan() });
	expect(response.status).toBe(201);
	const created = (await response.json()) as { id: string; code: string; state: string };
	const act = (event: string) =>
		request("POST", `/api/v1/admin/plans/${created.id}/state`, { as: admin, body: { event } });
	return { admin, created, act };
}

const codes = async () => {
	const { items } = (await (await request("GET", "/api/v1/catalog/plans")).json()) as { items: { code: string }[] };
	return items.map((item) => item.code);
};

test("a plan is drafted, published, bought, hidden and retired; the public page shows only what is public", async () => {
	const { created, act, admin } = await drafted();
	expect(await codes()).not.toContain(created.code);
	await act("publish");
	expect(await codes()).toContain(created.code);

	const { founded } = await tenant({ plan: created.code });
	expect(founded.subscription).toMatchObject({ plan: created.code, status: "trialing" });
	const read = await request("GET", `/api/v1/admin/plans/${created.id}`, { as: admin });
	expect(await read.json()).toMatchObject({ subscribers: 1 });

	await act("hide");
	expect(await codes()).not.toContain(created.code);
	await tenant({ plan: created.code });
	await act("retire");
	await expect(tenant({ plan: created.code })).rejects.toMatchObject({ issues: [{ pointer: "/plan" }] });
	expect((await act("publish")).status).toBe(409);
});

test("a code is used once, a change is audited with before and after, a draft can be deleted", async () => {
	const { admin, created } = await drafted();
	const again = await request("POST", "/api/v1/admin/plans", { as: admin, body: { ...plan(), code: created.code } });
	expect(again.status).toBe(409);
	expect(await again.json()).toMatchObject({ code: "already_exists", issues: [{ pointer: "/code" }] });

	const prices = [{ interval: "year", price: { amount: 99_000, currency: "IDR" } }];
	const changed = await request("PATCH", `/api/v1/admin/plans/${created.id}`, {
		as: admin,
		body: { name: "Changed", prices },
	});
	expect(await changed.json()).toMatchObject({ name: "Changed", prices });
	const audit = await request("GET", `/api/v1/admin/audit-logs?resourceId=${created.id}&action=plan.update`, {
		as: admin,
	});
	expect(await audit.json()).toMatchObject({
		items: [{ before: { name: "Test" }, after: { name: "Changed" }, tenant: null }],
	});

	expect((await request("DELETE", `/api/v1/admin/plans/${created.id}`, { as: admin })).status).toBe(204);
	expect((await request("GET", `/api/v1/admin/plans/${created.id}`, { as: admin })).status).toBe(404);
});

test("the public plans are cached and answer 304 to who has them", async () => {
	const first = await request("GET", "/api/v1/catalog/plans");
	const etag = first.headers.get("etag") ?? "";
	expect(first.headers.get("cache-control")).toContain("max-age=60");
	const second = await request("GET", "/api/v1/catalog/plans", { headers: { "if-none-match": etag } });
	expect(second.status).toBe(304);
	expect(await second.text()).toBe("");
});

test("payment methods: added, turned off, ordered by position, deleted; tenants see what is on", async () => {
	const admin = await person("admin");
	const { owner } = await tenant();
	const body = {
		code: `bank-${Date.now()}`,
		country: "SG",
		currency: "USD",
		name: "Wire",
		instructions: { en: "Wire it.", id: "Transfer." },
		details: { kind: "bank_transfer", bank: "DBS", accountNumber: "00112233", accountHolder: "Sewa" },
		enabled: true,
		position: 1,
	};
	const created = (await (await request("POST", "/api/v1/admin/payment-methods", { as: admin, body })).json()) as {
		id: string;
	};
	const seen = async () =>
		((await (await request("GET", "/api/v1/payment-methods?country=SG", { as: owner })).json()) as { items: object[] })
			.items;
	expect(await seen()).toMatchObject([{ id: created.id }]);
	await request("PATCH", `/api/v1/admin/payment-methods/${created.id}`, { as: admin, body: { enabled: false } });
	expect(await seen()).toEqual([]);
	expect((await request("DELETE", `/api/v1/admin/payment-methods/${created.id}`, { as: admin })).status).toBe(204);
	const bad = { ...body, details: { kind: "qris", payload: "not a QRIS" } };
	const refused = await request("POST", "/api/v1/admin/payment-methods", { as: admin, body: bad });
	expect(await refused.json()).toMatchObject({ issues: [{ pointer: "/details/payload" }] });
});

test("prices of overage and rate limits are kept; a price without a limit, or with tiers out of order, is refused", async () => {
	const { admin, created } = await drafted();
	const patch = (body: object) => request("PATCH", `/api/v1/admin/plans/${created.id}`, { as: admin, body });
	const price = (over: object) => ({
		...{ meter: "api_calls", currency: "IDR", model: "graduated", per: 1000 },
		tiers: [
			{ upTo: 1000, unit: 5, flat: 0 },
			{ upTo: null, unit: 3, flat: 0 },
		],
		...over,
	});
	const rateLimits = [{ name: "burst", requests: 5, windowSeconds: 1 }];
	expect(await (await patch({ overage: [price({})], rateLimits })).json()).toMatchObject({
		overage: [price({})],
		rateLimits,
	});
	const refused = async (body: object) =>
		((await (await patch(body)).json()) as { issues?: { pointer: string }[] }).issues?.map(({ pointer }) => pointer);
	expect(await refused({ overage: [price({ meter: "inferences" })] })).toEqual(["/overage/0/meter"]);
	expect(await refused({ overage: [price({ meter: "seats" })] })).toEqual(["/overage/0/meter"]);
	expect(await refused({ overage: [price({ tiers: [{ upTo: 5, unit: 1, flat: 0 }] })] })).toEqual(["/overage/0/tiers"]);
	const mixed = [null, 10].map((upTo) => ({ upTo, unit: 1, flat: 0 }));
	expect((await patch({ overage: [price({ tiers: mixed })] })).status).toBe(422);
	expect((await patch({ overage: [price({ model: "package" })] })).status).toBe(422);
	expect((await patch({ overage: [price({}), price({ per: 1 })] })).status).toBe(422);
	expect((await patch({ limits: { ...plan().limits, apiCalls: null } })).status).toBe(422);
	expect(await (await patch({ overage: null, rateLimits: null })).json()).toMatchObject({ overage: null });
});
