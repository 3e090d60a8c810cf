import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { lineOf } from "#tests/api-logs";
import { buyer, person, request, system, tenant } from "#tests/factories";
import { MIDTRANS_KEY, midtransPeer, STRIPE_KEY, STRIPE_SECRET, stripePeer } from "#tests/gateways";
import { keyOf } from "#tests/keys";
import { drainOutbox } from "#tests/mails";
import { sha256 } from "#worker/kernel/sha256";
import { auditLogs, idempotencyKeys, outbox } from "#worker/kernel/tables";
import type { PaymentView } from "#worker/modules/billing/payments/schemas";
import { paymentProviders } from "#worker/modules/billing/providers/tables";

const METHODS = ["log", "info", "warn", "error", "debug"] as const;

/** Everything the worker writes while `act` runs. */
async function written(act: () => Promise<void>): Promise<string> {
	const lines: string[] = [];
	const spies = METHODS.map((name) =>
		vi.spyOn(console, name).mockImplementation((...parts) => void lines.push(parts.map(String).join(" "))),
	);
	try {
		await act();
	} finally {
		for (const spy of spies) spy.mockRestore();
	}
	return lines.join("\n");
}

test("no key, signature, card or checkout address of a gateway reaches the log, whatever goes wrong", async () => {
	const { owner, founded } = await buyer({}, Date.now());
	const invoice = founded.invoice;
	const pay = async (method: string) => {
		const body = { method, amount: invoice?.total, save: true };
		const answer = await request("POST", `/api/v1/invoices/${invoice?.id}/payments`, { as: owner, body });
		return (await answer.json()) as PaymentView;
	};
	const newKey = "SB-Mid-server-NEVERWRITTEN";
	const log = await written(async () => {
		const admin = await person("admin");
		await request("PUT", "/api/v1/admin/payment-providers/midtrans", {
			as: admin,
			body: { enabled: true, mode: "test", serverKey: newKey },
		});
		// Refused by the provider: the wrong key.
		await pay("midtrans");
		await request("PUT", "/api/v1/admin/payment-providers/midtrans", {
			as: admin,
			body: { enabled: true, mode: "test", serverKey: MIDTRANS_KEY },
		});
		const snap = await pay("midtrans");
		midtransPeer.card(snap.id, "bank_deny");
		midtransPeer.card(snap.id, "accept");
		const checkout = await pay("stripe");
		stripePeer.decline(checkout.providerOrderId ?? "");
		stripePeer.pay(checkout.providerOrderId ?? "");
		await midtransPeer.due(Date.now() + 1000);
		await stripePeer.due(Date.now() + 1000);
		await request("POST", "/api/v1/webhooks/midtrans", { body: '{"order_id":"x","signature_key":"deadbeef"}' });
		await request("POST", "/api/v1/webhooks/stripe", {
			body: "{}",
			headers: { "stripe-signature": "t=1,v1=deadbeef" },
		});
		await drainOutbox();
	});
	const { db } = system();
	await db.batch([db.remove(paymentProviders, undefined)]);
	expect(log).toContain("webhook.refused");
	const secrets = [newKey, MIDTRANS_KEY, STRIPE_KEY, STRIPE_SECRET, btoa(`${MIDTRANS_KEY}:`)];
	for (const secret of [...secrets, "deadbeef", "48111111", "4242", "/snap/v3/redirection/", "cs_test_"])
		expect(log).not.toContain(secret);
});

test("a line of the API's log knows no query, no body, no address and no text of a key", async () => {
	const { owner, ctx } = await tenant();
	const { text } = await keyOf(ctx, { scopes: ["*:read"] });
	const secret = `NEVERWRITTEN${text.slice(-20)}`;
	const headers = { authorization: `Bearer ${text}`, "user-agent": secret, "x-api-key": secret };
	const lines = [];
	const asked = await Promise.all([
		request("GET", `/api/v1/invoices?secret=${secret}`, { headers }),
		request("GET", `/api/v1/invoices/${secret}`, { headers }),
		request("GET", `/api/v1/${secret}/${text}`, { headers }),
		request("GET", "/api/v1/invoices", { headers: { authorization: `Bearer ${text.slice(0, -1)}~` } }),
		request("POST", "/api/v1/payments", { as: owner, body: { secret } }),
		request("GET", `/api/v1/auth/verify-email?token=${secret}`, { headers }),
	]);
	for (const response of asked) lines.push((await lineOf(response)).line);
	const written = JSON.stringify(lines);
	expect(written).toContain(ctx.tenantId);
	for (const never of ["NEVERWRITTEN", text, text.slice(-20), owner.email]) expect(written).not.toContain(never);
}, 40_000);

test("no API key and no hash of one reaches the log, the audit log, the outbox or what is kept for repetitions", async () => {
	const { owner, ctx } = await tenant();
	const bodies: { id: string; key: string }[] = [];
	const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
		const answer = await request(method, `/api/v1${path}`, { as: owner, body, headers });
		if (answer.status === 201) bodies.push((await answer.json()) as { id: string; key: string });
		return answer.status;
	};
	const log = await written(async () => {
		const name = "Kasir";
		await ask("POST", "/api-keys", { name, scopes: ["*:read"] }, { "idempotency-key": `log-${owner.id}` });
		const [made] = bodies;
		await ask("PATCH", `/api-keys/${made?.id}`, { name: "Gudang" });
		await ask("POST", `/api-keys/${made?.id}/roll`, { overlapSeconds: 60 });
		expect(await ask("POST", `/api-keys/${made?.id}/roll`, { overlapSeconds: 60 })).toBe(409);
		const authorization = `Bearer ${made?.key}`;
		await request("GET", "/api/v1/invoices", { headers: { authorization } });
		await request("GET", "/api/v1/invoices", { headers: { authorization: `${authorization.slice(0, -1)}~` } });
		await request("GET", "/api/v1/members", { headers: { authorization } });
		expect(await ask("DELETE", `/api-keys/${made?.id}`)).toBe(204);
		await drainOutbox();
	});
	expect(bodies).toHaveLength(2);
	const { db } = system();
	const kept = [
		await db.list(auditLogs, { where: eq(auditLogs.tenantId, ctx.tenantId) }),
		await db.list(idempotencyKeys, { where: eq(idempotencyKeys.key, `log-${owner.id}`) }),
		await db.list(outbox, { where: eq(outbox.tenantId, ctx.tenantId) }),
	];
	expect(kept[1]).toHaveLength(1);
	for (const text of [log, JSON.stringify(kept)]) {
		expect(text).toContain("api");
		for (const { key } of bodies) {
			expect(text).not.toContain(key.slice(-38));
			expect(text).not.toContain(await sha256(key));
		}
	}
});
