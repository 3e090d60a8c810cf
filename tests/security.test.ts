import { beforeAll, describe, expect, test } from "vitest";
import { changeTenantStatus } from "#modules/tenants";
import {
	asSystem,
	BILLING,
	buyer,
	type Founded,
	memberOf,
	type Person,
	PNG,
	person,
	request,
	system,
	tenant,
} from "#tests/factories";
import { keyOf } from "#tests/keys";
import { newId } from "#worker/kernel/ids";
import {
	isForMachines,
	SYSTEM_PERMISSIONS,
	type SystemPermission,
	TENANT_PERMISSIONS,
	type TenantPermission,
} from "#worker/kernel/permissions";
import type { Route } from "#worker/kernel/route";
import { markInvoicePaid } from "#worker/modules/billing/invoices/mark-paid";
import { submitPayment } from "#worker/modules/billing/payments/submit-payment";
import { planChanges } from "#worker/modules/billing/plan-changes/tables";
import { savedMeans } from "#worker/modules/billing/providers/tables";
import { creditInvoice } from "#worker/modules/billing/refunds/credit-invoice";
import { overrideRates } from "#worker/modules/metering/quotas/override-rates";
import { usageAlerts } from "#worker/modules/metering/tables";
import { inviteMember } from "#worker/modules/tenants/invite-member";
import { listMembers } from "#worker/modules/tenants/manage-members";
import { routes } from "#worker/routes";

const money = { amount: 165_390, currency: "IDR" };
/** Bodies that pass validation, so that what answers is the permission or the missing row. */
const BODIES: Record<string, unknown> = {
	"patch /members/{id}": { role: "admin" },
	"post /invoices/{id}/payments": { method: "bca", amount: money, reference: "TRX-9" },
	"put /billing-details": BILLING,
	"post /plan-changes": { plan: "growth", interval: "month", billing: BILLING },
	"post /wallet/top-ups": { provider: "bca", amount: { amount: 50_000, currency: "IDR" }, reference: "TRX-10" },
	"put /wallet/settings": { lowBalance: null, autoTopUp: "off", threshold: null, amount: null, provider: null },
	"post /subscription/cancel": { when: "period_end" },
	"post /subscription/extend-trial": { coupon: "SEMINGGU" },
	"post /coupons/check": { code: "MELATI10", plan: "growth", interval: "month" },
	"patch /tenant": { name: "Nama lain" },
	"post /usage/events": { specversion: "1.0", id: "1", source: "/kasir", type: "nobody.listens" },
	"post /api-keys": { name: "Kasir", scopes: ["invoice:read"] },
	"post /api-keys/{id}/roll": { overlapSeconds: 60 },
	"put /admin/shards/{code}": { weight: 1 },
	"post /admin/tenants/{id}/move": { shard: "01" },
	"post /invitations": { email: "tamu@example.test", role: "member" },
};
const nameOf = (route: Route) => `${route.method} ${route.path}`;
const ofScope = (scope: Route["scope"]) =>
	routes.filter((route) => route.scope === scope).map((route) => [nameOf(route), route] as const);
const withId = (route: Route) => route.path.includes("{id}");

let theirs: Founded;
let mine: Founded;
/** Ids of the other tenant's things, by the first word of the path. */
const foreign: Record<string, string> = {};

beforeAll(async () => {
	[theirs, mine] = [await buyer(), await tenant({ plan: "growth" })];
	const form = new FormData();
	form.set("file", new File([PNG], "bukti.png"));
	const upload = await request("POST", "/api/v1/files", { as: theirs.owner, body: form });
	foreign.files = ((await upload.json()) as { id: string }).id;
	foreign.invoices = theirs.founded.invoice?.id ?? "";
	const input = { method: "bca", amount: { ...money, currency: "IDR" as const }, reference: "TRX-1" };
	foreign.payments = (await submitPayment(theirs.ctx, theirs.founded.invoice?.id ?? "inv_", input)).id;
	const [change] = await theirs.ctx.db.list(planChanges);
	foreign["plan-changes"] = change?.id ?? "";
	const other = await tenant({ plan: "growth" });
	foreign.invitations = (await inviteMember(other.ctx, { email: "orang@example.test", role: "member" })).id;
	const saved = {
		id: newId("savedMeans"),
		provider: "stripe" as const,
		customer: "cus_1",
		means: "pm_1",
		label: "Visa",
	};
	await theirs.ctx.db.batch([theirs.ctx.db.insert(savedMeans, { ...saved, createdAt: theirs.ctx.now })]);
	foreign["saved-means"] = saved.id;
	const { items } = await listMembers(theirs.ctx, { limit: 5, sort: "-createdAt" });
	const paid = await buyer();
	const paidInvoice = paid.founded.invoice?.id ?? "inv_";
	await markInvoicePaid(system(), paidInvoice, { reference: "BANK-1" });
	const credit = { amount: { amount: 1000, currency: "IDR" as const }, reason: "a gift" };
	foreign["credit-notes"] = (await creditInvoice(system(), paidInvoice, credit)).refund?.creditNote?.id ?? "";
	foreign.members = items[0]?.id ?? "";
	foreign["api-keys"] = (await keyOf(other.ctx)).id;
	foreign.usage = newId("usageAlert");
	const alert = { meter: "api_calls", periodStart: 0, threshold: 80, limit: 10, used: 8, createdAt: 0 };
	await theirs.ctx.db.batch([theirs.ctx.db.insert(usageAlerts, { id: foreign.usage as never, ...alert })]);
	// The whole suite calls within seconds.
	await overrideRates(system(), mine.ctx.tenantId, { requests: 1_000_000, windowSeconds: 60 });
});

function call(route: Route, as: Person | undefined, id = "x", headers: Record<string, string> = {}) {
	const body = BODIES[nameOf(route)] ?? (route.method === "get" ? undefined : {});
	return request(route.method.toUpperCase(), `/api/v1${route.path.replace("{id}", id)}`, { as, body, headers });
}

const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

describe("anonymous callers", () => {
	test.each([...ofScope("user"), ...ofScope("tenant"), ...ofScope("system")])("%s: 401", async (_name, route) => {
		const response = await call(route, undefined);
		expect(response.status).toBe(401);
		expect(response.headers.get("content-type")).toBe("application/problem+json");
	});
});

describe("members without the permission", () => {
	const forbidden = ofScope("tenant").filter(([, route]) => {
		const { roles } = TENANT_PERMISSIONS[route.permission as TenantPermission];
		return !(roles as readonly string[]).includes("member");
	});
	test.each(forbidden)("%s: 403", async (_name, route) => {
		const member = await memberOf(mine.ctx, "member");
		const response = await call(route, member);
		expect(response.status).toBe(403);
		expect(await response.json()).toMatchObject({
			code: "forbidden",
			detail: expect.stringContaining(route.permission),
		});
	});
});

describe("customers and operators in the system scope", () => {
	test.each(ofScope("system"))("%s: 403 for a tenant's owner", async (_name, route) => {
		expect(await codeOf(await call(route, mine.owner))).toBe("forbidden");
	});
	const adminsOnly = ofScope("system").filter(([, route]) => {
		const { roles } = SYSTEM_PERMISSIONS[route.permission as SystemPermission];
		return !(roles as readonly string[]).includes("operator");
	});
	test.each(adminsOnly)("%s: 403 for an operator", async (_name, route) => {
		expect(await codeOf(await call(route, await person("operator")))).toBe("forbidden");
	});
});

describe("another tenant's ids", () => {
	test.each(ofScope("tenant").filter(([, route]) => withId(route)))("%s: 404", async (_name, route) => {
		const id = foreign[route.path.split("/")[1] ?? ""];
		expect(id, `a foreign id for ${route.path}`).toBeTruthy();
		const response = await call(route, mine.owner, id);
		expect(await response.clone().text()).toContain("not_found");
		expect(response.status).toBe(404);
	});

	test.each(ofScope("tenant"))("%s: 404 when the header names a tenant one is not in", async (_name, route) => {
		const response = await call(route, mine.owner, foreign.invoices, { "sewa-tenant": theirs.ctx.tenantId });
		expect(response.status).toBe(404);
	});

	test("impossible ids are 404, never 500", async () => {
		for (const [, route] of ofScope("tenant").filter(([, route]) => withId(route))) {
			for (const id of ["x", "inv_", "%00", "inv_01h2xcejqtf2nbrexx3vqjhp41'--", "..%2f..%2fadmin"]) {
				expect((await call(route, mine.owner, id)).status).toBe(404);
			}
		}
	});
});

describe("API keys", () => {
	const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
	const forPeople = ([, route]: readonly [string, Route]) =>
		route.scope !== "tenant" || !isForMachines(route.permission as TenantPermission);
	const signedIn = [...ofScope("user"), ...ofScope("tenant"), ...ofScope("system")];
	const forMachines = signedIn.filter((named) => !forPeople(named));
	let asked = 0;
	let keys: Record<string, string> = {};
	/** What a key with these scopes sends: of a new tenant after so many calls that none meets its rate limit. */
	async function withScope(scope: "*:*" | "tenant:read") {
		if (asked++ % 50 === 0) {
			const { ctx } = await tenant({ plan: "growth" });
			const textOf = async (only: string) => (await keyOf(ctx, { scopes: [only] })).text;
			keys = { "*:*": await textOf("*:*"), "tenant:read": await textOf("tenant:read") };
		}
		return bearer(keys[scope] ?? "");
	}

	test.each(signedIn.filter(forPeople))("%s: 403, whatever the scopes", async (_name, route) => {
		const response = await call(route, undefined, foreign.invoices, await withScope("*:*"));
		expect(await codeOf(response)).toBe("forbidden");
	});

	test.each(forMachines)("%s: 403 without its scope, 404 for another tenant's id", async (_name, route) => {
		const id = foreign[route.path.split("/")[1] ?? ""];
		const response = await call(route, undefined, id, await withScope("*:*"));
		expect(response.status).toBeLessThan(500);
		if (withId(route)) expect(response.status).toBe(404);
		else expect([401, 403]).not.toContain(response.status);
		if (route.permission === "tenant.read") return;
		expect(await codeOf(await call(route, undefined, id, await withScope("tenant:read")))).toBe("forbidden");
	});

	test("a key that is not whole is 401 and says nothing else", async () => {
		const { authorization } = await withScope("*:*");
		for (const text of [authorization.slice("Bearer ".length, -1), "sewa_live_", "sewa_test_x"])
			expect(await codeOf(await request("GET", "/api/v1/tenant", { headers: bearer(text) }))).toBe("invalid_api_key");
	});
});

describe("a suspended tenant", () => {
	test.each(ofScope("tenant"))("%s", async (_name, route) => {
		const { owner, ctx } = await tenant({ plan: "growth" });
		await changeTenantStatus(system(), ctx.tenantId, "suspend", "unpaid");
		const response = await call(route, owner, foreign.invoices);
		if ("inactive" in TENANT_PERMISSIONS[route.permission as TenantPermission]) expect(response.status).not.toBe(403);
		else expect(await codeOf(response)).toBe("tenant_suspended");
	});

	test("is closed to everybody once it is closed", async () => {
		const { owner, ctx } = await tenant();
		const later = asSystem(await person("admin"), Date.now() + 40 * 86_400_000);
		await changeTenantStatus(system(), ctx.tenantId, "close", "leaving");
		await changeTenantStatus(later, ctx.tenantId, "finish_closing", null);
		expect(await codeOf(await request("GET", "/api/v1/tenant", { as: owner }))).toBe("tenant_closed");
	});
});
