import { expect, test } from "vitest";
import { placeTenant } from "#modules/tenants";
import { BILLING, PNG, person, request, system, tenant } from "#tests/factories";
import { shards } from "#worker/kernel/tables";
import { tenants } from "#worker/modules/tenants/tables";

test("a trial makes the tenant active at once, with credit and without an invoice", async () => {
	const { founded } = await tenant();

	expect(founded.tenant.status).toBe("active");
	expect(founded.subscription.status).toBe("trialing");
	expect(founded.invoice).toBeUndefined();
});

test("the whole way: found, pay with proof, approve, served", async () => {
	const owner = await person();
	const input = { name: "Toko Bunga", plan: "starter", interval: "month", currency: "IDR", billing: BILLING };
	const founded = await request("POST", "/api/v1/tenants", { as: owner, body: input });
	expect(founded.status).toBe(201);
	const { tenant, invoice } = (await founded.json()) as {
		tenant: { status: string };
		invoice: { id: string; total: object };
	};
	expect(tenant.status).toBe("pending");
	expect(invoice.total).toEqual({ amount: 165_390, currency: "IDR" });

	const form = new FormData();
	form.set("file", new File([PNG], "bukti.png"));
	const file = (await (await request("POST", "/api/v1/files", { as: owner, body: form })).json()) as { id: string };
	const payment = await request("POST", `/api/v1/invoices/${invoice.id}/payments`, {
		as: owner,
		body: { method: "bca", amount: invoice.total, reference: "TRX-1", proofFileId: file.id },
	});
	expect(payment.status).toBe(201);
	const { id } = (await payment.json()) as { id: string };

	const operator = await person("operator");
	const approved = await request("POST", `/api/v1/admin/payments/${id}/approve`, { as: operator, body: {} });
	expect(await approved.json()).toMatchObject({ status: "succeeded" });
	expect(await (await request("GET", "/api/v1/tenant", { as: owner })).json()).toMatchObject({ status: "active" });
	expect(await (await request("GET", "/api/v1/subscription", { as: owner })).json()).toMatchObject({
		status: "active",
	});
	expect(await (await request("GET", `/api/v1/invoices/${invoice.id}`, { as: owner })).json()).toMatchObject({
		status: "paid",
	});
});

test("a tenant is founded on the shard that its id draws", async () => {
	const taking = await system().db.list(shards);
	expect(taking.map(({ code }) => code).toSorted()).toEqual(["00", "01"]);
	for (const { ctx } of await Promise.all([tenant(), tenant(), tenant(), tenant()])) {
		const stored = await ctx.db.find(tenants, undefined);
		expect(stored?.shard).toBe(placeTenant(ctx.tenantId, taking));
	}
});
