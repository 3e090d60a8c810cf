import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { buyer, type Founded, request, system } from "#tests/factories";
import { midtransPeer } from "#tests/gateways";
import { drainOutbox } from "#tests/mails";
import type { Id } from "#worker/kernel/ids";
import { HOUR } from "#worker/kernel/time";
import { inbox } from "../inbox/tables";
import { transfers } from "../ledger/tables";
import { payments } from "./tables";

/** Several attempts under one order of Midtrans: a card that is denied, then something else. */
type Order = Founded & { id: Id<"payment"> };

async function order(): Promise<Order> {
	const it = await buyer({}, Date.now());
	const body = { method: "midtrans", amount: it.founded.invoice?.total };
	const started = await request("POST", `/api/v1/invoices/${it.founded.invoice?.id}/payments`, { as: it.owner, body });
	return { ...it, id: ((await started.json()) as { id: Id<"payment"> }).id };
}

async function arrive(at = Date.now()) {
	await midtransPeer.due(at);
	await drainOutbox();
}

const rowOf = async ({ ctx, id }: Order) => (await ctx.db.find(payments, eq(payments.id, id))) ?? expect.fail("no row");
const eventsOf = async ({ id }: Order) => system().db.list(inbox, { where: eq(inbox.orderId, id) });
const isHandled = async (it: Order, transactionId: string, kind: string) =>
	vi.waitFor(
		async () => {
			await drainOutbox();
			const event = (await eventsOf(it)).find((one) => one.transactionId === transactionId && one.kind === kind);
			expect(event?.status).toMatch(/applied|ignored|parked/);
			return event;
		},
		{ timeout: 8000, interval: 50 },
	);

test("the denial of the first attempt that arrives after the second was paid has nothing left to change", async () => {
	const it = await order();
	midtransPeer.misbehave({ kind: "delay_notification", byMs: 2 * HOUR });
	const denied = midtransPeer.card(it.id, "bank_deny");
	const paid = midtransPeer.pay(it.id, "qris");
	await arrive();
	await isHandled(it, paid.id, "settlement");
	await arrive(Date.now() + 3 * HOUR);
	expect(await isHandled(it, denied.id, "deny")).toMatchObject({ status: "ignored" });
	expect(await rowOf(it)).toMatchObject({ status: "succeeded", providerTransactionId: paid.id, channel: "qris" });
	expect(await it.ctx.db.list(transfers)).toHaveLength(1);
});

test("where the denial is the only word that comes, asking about it finds the money of the second attempt", async () => {
	const it = await order();
	midtransPeer.misbehave({ kind: "delay_notification", byMs: 2 * HOUR });
	const denied = midtransPeer.card(it.id, "bank_deny");
	midtransPeer.misbehave({ kind: "lose_notification" }, { kind: "lose_notification" });
	const paid = midtransPeer.pay(it.id, "qris");
	await arrive();
	expect((await rowOf(it)).status).toBe("pending");
	await arrive(Date.now() + 3 * HOUR);
	expect(await isHandled(it, denied.id, "deny")).toMatchObject({ status: "applied" });
	expect(await rowOf(it)).toMatchObject({ status: "succeeded", providerTransactionId: paid.id });
});

test.each(["qris", "dana"])(
	"a card is denied and known to be, then %s pays, in whichever order both are told",
	async (means) => {
		const it = await order();
		const denied = midtransPeer.card(it.id, "bank_deny");
		await arrive();
		await isHandled(it, denied.id, "deny");
		expect(await rowOf(it)).toMatchObject({ status: "failed", providerTransactionId: denied.id });
		// DANA is not found by the order's id: only its own notification names what can be asked about.
		const paid = midtransPeer.pay(it.id, means);
		await arrive();
		await isHandled(it, paid.id, "settlement");
		expect(await rowOf(it)).toMatchObject({ status: "succeeded", providerTransactionId: paid.id, channel: means });
		expect(await it.ctx.db.list(transfers)).toHaveLength(1);
	},
);

test("the reversal of the first attempt, told after the second was paid, leaves the second one's money where it is", async () => {
	const it = await order();
	const first = midtransPeer.pay(it.id, "permata_va");
	await arrive();
	await isHandled(it, first.id, "settlement");
	midtransPeer.misbehave({ kind: "delay_notification", byMs: 2 * HOUR });
	midtransPeer.reverse(it.id);
	const second = midtransPeer.pay(it.id, "dana");
	await arrive();
	await isHandled(it, second.id, "settlement");
	await arrive(Date.now() + 3 * HOUR);
	await isHandled(it, first.id, "deny");
	expect(await rowOf(it)).toMatchObject({ status: "succeeded", providerTransactionId: second.id });
	expect(await it.ctx.db.list(transfers)).toHaveLength(1);
	// What is taken back of the second one is taken back.
	midtransPeer.reverse(it.id);
	await arrive();
	await isHandled(it, second.id, "deny");
	expect(await rowOf(it)).toMatchObject({ status: "failed" });
});
