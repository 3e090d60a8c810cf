import { runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { tenantMeter } from "#objects/stubs";
import { bindings, buyer, type Founded, system } from "#tests/factories";
import { handOver } from "./hand-over";
import { invoices } from "./modules/billing/invoices/tables";
import { approvePayment } from "./modules/billing/payments/review-payment";
import { submitPayment } from "./modules/billing/payments/submit-payment";
import type { Snapshot } from "./modules/metering/admission/snapshot";

/** Takes everything and delivers nothing. */
function stuckQueue() {
	const taken: { type: string }[] = [];
	const sendBatch = async (messages: Iterable<{ body: unknown }>) => {
		taken.push(...[...messages].map(({ body }) => body as { type: string }));
	};
	return { taken, queue: { sendBatch } as unknown as Queue };
}

async function pay({ ctx }: Founded) {
	const [invoice] = await ctx.db.list(invoices);
	if (!invoice) throw new Error("nothing to pay");
	const amount = { amount: invoice.total, currency: invoice.currency };
	const { id } = await submitPayment(ctx, invoice.id, { method: "bca", amount, reference: "TRX" });
	const staff = system(ctx.now);
	await approvePayment(staff, id, {});
	return staff;
}

const known = ({ ctx }: Founded) =>
	runInDurableObject(tenantMeter(bindings, ctx.tenantId), (_object, { storage }) => {
		const [row] = storage.sql.exec("SELECT value FROM facts WHERE name = 'snapshot'").toArray();
		return JSON.parse(String(row?.value ?? "null")) as Snapshot | null;
	});

test("the meter of who has paid knows it though the queue stands still", async () => {
	const it = await buyer({}, Date.now());
	await it.ctx.meters.refresh(it.ctx.tenantId);
	expect(await known(it)).toMatchObject({ status: "pending" });
	const staff = await pay(it);
	expect(await known(it)).toMatchObject({ status: "pending" });

	const { taken, queue } = stuckQueue();
	await handOver(staff, queue);
	expect(await known(it)).toMatchObject({ status: "active", planCode: "starter" });
	// The queue has it, too: should the meter not have answered.
	expect(taken.map(({ type }) => type)).toContain("entitlements.changed");
});

test("a meter that does not answer holds up nothing: the queue has the word", async () => {
	const it = await buyer({}, Date.now());
	const staff = await pay(it);
	const { taken, queue } = stuckQueue();
	const away = { ...staff.meters, refresh: () => Promise.reject(new Error("away")) };
	await handOver({ ...staff, meters: away }, queue);
	expect(taken.map(({ type }) => type)).toContain("entitlements.changed");
});
