import { expect, test, vi } from "vitest";
import { buyer, request, system } from "#tests/factories";
import { stripePeer } from "#tests/gateways";
import { drainOutbox } from "#tests/mails";
import { ledgerAccounts } from "../ledger/tables";
import { chargeSaved } from "../payments/charge-saved";
import type { PaymentView } from "../payments/schemas";
import { syncPayment } from "../payments/sync-payments";
import { payments } from "../payments/tables";

/** A tenant that has paid by card and let us keep it. */
async function withCard(card?: string) {
	const it = await buyer({}, Date.now());
	const body = { method: "stripe", amount: it.founded.invoice?.total, save: true };
	const started = await request("POST", `/api/v1/invoices/${it.founded.invoice?.id}/payments`, { as: it.owner, body });
	const payment = (await started.json()) as PaymentView;
	stripePeer.pay(payment.providerOrderId ?? "", card ? { card } : {});
	await vi.waitFor(async () => {
		await stripePeer.due(Date.now());
		await drainOutbox();
		const now = await request("GET", `/api/v1/payments/${payment.id}`, { as: it.owner });
		expect(await now.json()).toMatchObject({ status: "succeeded" });
	}, 8000);
	return it;
}

const list = async (it: Awaited<ReturnType<typeof withCard>>) =>
	((await (await request("GET", "/api/v1/saved-means", { as: it.owner })).json()) as { items: { id: string }[] }).items;
const topUp = { target: "wallet" as const, invoiceId: null, amount: { amount: 50_000, currency: "IDR" as const } };
const now = () => system(Date.now());

test("a card that was saved is charged unattended, and its money is in the wallet once", async () => {
	const it = await withCard();
	expect(await list(it)).toMatchObject([{ provider: "stripe", label: expect.stringMatching(/Visa .*4242/) }]);
	expect(await chargeSaved(now(), it.ctx.tenantId, topUp)).toBe("succeeded");
	const accounts = await it.ctx.db.list(ledgerAccounts);
	expect(accounts.find(({ code }) => code === "wallet")?.balance).toBe(50_000);
	await stripePeer.due(Date.now());
	await drainOutbox();
	expect((await it.ctx.db.list(ledgerAccounts)).find(({ code }) => code === "wallet")?.balance).toBe(50_000);
});

test("no answer of the provider is not a failure: what it did is found by asking again", async () => {
	const it = await withCard();
	const { fetch } = globalThis;
	globalThis.fetch = (input, init) => {
		const isCharge = init?.method === "POST" && String(input).endsWith("/v1/payment_intents");
		if (isCharge) stripePeer.misbehave({ requests: ["drop_after"] });
		return fetch(input, init);
	};
	const outcome = await chargeSaved(now(), it.ctx.tenantId, topUp);
	globalThis.fetch = fetch;
	expect(outcome).toBe("pending");
	const charged = (await it.ctx.db.list(payments)).find((row) => row.target === "wallet");
	expect(charged).toMatchObject({ status: "created", providerReference: null, nextSyncAt: expect.any(Number) });
	// The webhook is lost too: the customer's charges tell.
	expect(await syncPayment(now(), charged?.id ?? "pay_")).toMatchObject({ changed: true });
	const accounts = await it.ctx.db.list(ledgerAccounts);
	expect(accounts.find(({ code }) => code === "wallet")?.balance).toBe(50_000);
});

test("what is forgotten is not charged again, and there is nothing to charge without it", async () => {
	const it = await withCard();
	const [saved] = await list(it);
	const gone = await request("DELETE", `/api/v1/saved-means/${saved?.id}`, { as: it.owner });
	expect(gone.status).toBe(204);
	expect(await list(it)).toEqual([]);
	expect(await chargeSaved(now(), it.ctx.tenantId, topUp)).toBe("none");
	expect((await request("DELETE", `/api/v1/saved-means/${saved?.id}`, { as: it.owner })).status).toBe(404);
});

test("the portal is the provider's own page for this customer", async () => {
	const it = await withCard();
	const response = await request("POST", "/api/v1/saved-means/portal", { as: it.owner });
	expect(await response.json()).toMatchObject({ url: expect.stringContaining("http://stripe.test/p/session/") });
});
