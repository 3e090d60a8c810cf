import { describe, expect, test } from "vitest";
import { BILLING, buyer, type Person, person, request, tenant } from "#tests/factories";
import { payments } from "#worker/modules/billing/payments/tables";

const NEW = { name: "Toko Bunga", plan: "starter", interval: "month", currency: "IDR", billing: BILLING };
const found = (as: Person, body: unknown, headers = {}) => request("POST", "/api/v1/tenants", { as, body, headers });
type Body = { code: string; issues?: { pointer: string }[] };

describe("a sign-up that is wrong names the field and founds nothing", () => {
	test.each([
		["/name", { ...NEW, name: "" }],
		["/name", { ...NEW, name: 7 }],
		["/name", { ...NEW, name: "x".repeat(81) }],
		["/plan", { ...NEW, plan: "no-such-plan" }],
		["/plan", { ...NEW, plan: "'; DROP TABLE plans; --" }],
		["/interval", { ...NEW, interval: "week" }],
		["/currency", { ...NEW, currency: "EUR" }],
		["/billing", { ...NEW, billing: undefined }],
		["/billing/email", { ...NEW, billing: { ...BILLING, email: "no" } }],
		["/billing/postalCode", { ...NEW, billing: { ...BILLING, postalCode: "4011" } }],
		["/billing/country", { ...NEW, billing: { ...BILLING, country: "Indonesia" } }],
		["/billing/npwp", { ...NEW, billing: { ...BILLING, npwp: "0000000000000000" } }],
		["/billing/city", { ...NEW, billing: { ...BILLING, city: null } }],
	])("%s", async (pointer, body) => {
		const as = await person();
		const response = await found(as, body);
		expect(response.status).toBe(422);
		const problem = (await response.json()) as Body;
		expect(problem.issues?.map((issue) => issue.pointer)).toContain(pointer);
		expect(await (await request("GET", "/api/v1/me", { as })).json()).toMatchObject({ tenants: [] });
	});
});

test("what is not JSON is a 400, what is too large a 413, an array or null a 422", async () => {
	const as = await person();
	const json = { "content-type": "application/json" };
	expect((await found(as, "{ not json", json)).status).toBe(400);
	expect((await found(as, "\ud800", json)).status).toBe(400);
	expect((await found(as, `{"name":"${"x".repeat(300_000)}"}`, json)).status).toBe(413);
	expect(
		(await request("POST", "/api/v1/auth/sign-in/email", { body: `"${"x".repeat(300_000)}"`, headers: json })).status,
	).toBe(413);
	expect((await found(as, "[]", json)).status).toBe(422);
	expect((await found(as, "null", json)).status).toBe(422);
	expect((await found(as, '{"__proto__":{"systemRole":"admin"}}', json)).status).toBe(422);
});

test.each(["?limit=0", "?limit=101", "?limit=abc", "?sort=total", "?status=paidd", "?cursor=%00"])(
	"a list asked for with %s is a 422",
	async (query) => {
		const { owner } = await tenant();
		const response = await request("GET", `/api/v1/invoices${query}`, { as: owner });
		expect(response.status).toBe(422);
		expect(((await response.json()) as Body).issues?.[0]?.pointer).toMatch(/^\?/);
	},
);

test("script and SQL in a text are stored and shown as text", async () => {
	const { owner, ctx } = await tenant({ plan: "growth" });
	const name = `<script>alert("x")</script>'; DROP TABLE tenants; --`;
	const saved = await request("PATCH", "/api/v1/tenant", { as: owner, body: { name } });
	expect(await saved.json()).toMatchObject({ name, id: ctx.tenantId });
	const operator = await person("operator");
	const found = await request("GET", `/api/v1/admin/tenants?search=${encodeURIComponent("'; DROP TABLE")}`, {
		as: operator,
	});
	expect(await found.json()).toMatchObject({
		items: expect.arrayContaining([expect.objectContaining({ id: ctx.tenantId })]),
	});
});

test("a payment with a wrong type, a fraction or a negative amount changes nothing", async () => {
	const { owner, ctx, founded } = await buyer();
	const base = { method: "bca", amount: { amount: 165_390, currency: "IDR" }, reference: "TRX-1" };
	for (const [pointer, change] of [
		["/amount/amount", { amount: { amount: "165390", currency: "IDR" } }],
		["/amount/amount", { amount: { amount: 165_390.5, currency: "IDR" } }],
		["/amount", { amount: { amount: -165_390, currency: "IDR" } }],
		["/amount", { amount: 165_390 }],
		["/reference", { reference: "" }],
		["/proofFileId", { proofFileId: "../../etc/passwd" }],
		["/notes", { notes: "x".repeat(1001) }],
	] as const) {
		const response = await request("POST", `/api/v1/invoices/${founded.invoice?.id}/payments`, {
			as: owner,
			body: { ...base, ...change },
		});
		expect(response.status).toBe(422);
		expect(((await response.json()) as Body).issues?.map((issue) => issue.pointer)).toContain(pointer);
	}
	expect(await ctx.db.list(payments)).toEqual([]);
});

test("unknown paths are problems too, with the request's id and safe headers", async () => {
	const response = await request("GET", "/api/v1/nowhere");
	expect(response.status).toBe(404);
	const problem = (await response.json()) as { requestId: string };
	expect(problem.requestId).toBe(response.headers.get("x-request-id"));
	expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
	expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});
