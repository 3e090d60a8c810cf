import { env } from "cloudflare:workers";
import { desc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { system } from "#tests/factories";
import { type Env, shardsOf } from "#worker/env";
import { readConfig } from "#worker/kernel/config";
import type { SystemContext } from "#worker/kernel/context";
import { openDatabase } from "#worker/kernel/database";
import { type Id, newId } from "#worker/kernel/ids";
import type { Locale } from "#worker/kernel/locale";
import { SystemDb } from "#worker/kernel/system-db";
import { DAY } from "#worker/kernel/time";
import { invoices } from "#worker/modules/billing/invoices/tables";
import { payments } from "#worker/modules/billing/payments/tables";
import { subscriptions } from "#worker/modules/billing/subscriptions/tables";
import { plans, products } from "#worker/modules/catalog/tables";
import { users } from "#worker/modules/identity/tables";
import { DEFAULT_FORMATS } from "#worker/modules/tenants/schemas";
import { invitations, members, tenants } from "#worker/modules/tenants/tables";
import { mailHandlers } from "./index";
import { localMailPort } from "./mail-port";
import { linksIn } from "./rules";
import { mails } from "./tables";

const bindings = env as unknown as Env;
const { DB, FILES } = bindings;
const NOW = Date.UTC(2026, 10, 20, 3);
const [productId, planId] = [newId("product"), newId("plan")];
const ctx: SystemContext = {
	actor: { kind: "system", id: "test", name: "Test" },
	now: NOW,
	requestId: newId("request"),
	ip: null,
	locale: "en",
	config: readConfig({
		ENVIRONMENT: "test",
		APP_URL: "https://sewa.example",
		AUTH_SECRET: "a secret that is only used in these tests",
		MAIL_PROVIDER: "local",
		MAIL_FROM: "Sewa <no-reply@sewa.example>",
	}),
	files: FILES,
	shards: shardsOf(bindings),
	fetch,
	emitted: [],
	meters: system().meters,
	limiters: system().limiters,
	db: new SystemDb(openDatabase(DB)),
};
const { db } = ctx;
const times = { createdAt: NOW, updatedAt: NOW };

beforeAll(async () => {
	const limits = {} as (typeof plans.$inferInsert)["limits"];
	const plan = { id: planId, productId, code: planId, name: "Growth", description: { en: "-", id: "-" }, limits };
	await db.batch([
		db.insert(products, { id: productId, code: productId, name: "Platform", state: "public", createdAt: NOW }),
		db.insert(plans, { ...plan, state: "retired", position: 1, trialDays: 0, features: [], ...times }),
	]);
});

async function someUser(locale: Locale) {
	const id = newId("user");
	const at = { createdAt: new Date(NOW), updatedAt: new Date(NOW) };
	const user = { id, name: "Sari", email: `${id}@example.com`, locale, ...at };
	await db.batch([db.insert(users, user)]);
	return user;
}

async function someTenant(locale: Locale) {
	const owner = await someUser(locale);
	const tenantId = newId("tenant");
	const tenant = {
		id: tenantId,
		name: "Toko Bunga",
		slug: tenantId,
		status: "active" as const,
		formats: DEFAULT_FORMATS,
	};
	await db.batch([
		db.insert(tenants, { ...tenant, ...times }),
		db.insert(members, { id: newId("member"), tenantId, userId: owner.id, role: "owner", createdAt: NOW }),
	]);
	return { tenantId, owner };
}

let sequence = 0;
async function someInvoice(tenantId: Id<"tenant">, over: Partial<typeof invoices.$inferInsert> = {}) {
	sequence += 1;
	const [id, subscriptionId] = [newId("invoice"), newId("subscription")];
	const buyer = { name: "CV Bunga", email: `${id}@example.com`, address: "Jl. Melati 8", city: "Bandung" };
	const place = { state: "Jawa Barat", postalCode: "40115", country: "ID", npwp: null };
	const seller = {
		legalName: "PT Sewa",
		address: "Jakarta",
		email: "a@b.id",
		npwp: null,
		taxRegistered: true,
		invoiceDueDays: 7,
	};
	const sums = { subtotal: 149_000, taxBase: 136_583, tax: 16_390, total: 165_390, taxRule: "PPN-2025" };
	const number = `INV-${1000 + sequence}-${id}`;
	await db.batch([
		db.insert(subscriptions, {
			...{ id: subscriptionId, tenantId, productId, planId, planCode: "growth", ...times },
			...{ interval: "month", currency: "IDR", status: "canceled" },
		}),
		db.insert(invoices, {
			...{ id, tenantId, number, year: 1000 + sequence, sequence: 1, status: "open", currency: "IDR", subscriptionId },
			...{ ...sums, buyer: { ...buyer, ...place }, seller, openedAt: NOW, dueAt: NOW + 7 * DAY, ...times, ...over },
		}),
	]);
	return { id, number, email: buyer.email };
}

async function somePayment(tenantId: Id<"tenant">, invoiceId: Id<"invoice">, rejectionReason: string | null = null) {
	const id = newId("payment");
	const settled = rejectionReason ? ("failed" as const) : ("awaiting_review" as const);
	const how = { provider: "manual" as const, method: "bca", currency: "IDR" as const, reference: "TRX-77" };
	const payment = { id, tenantId, invoiceId, ...how, amount: 165_390, status: settled, rejectionReason, ...times };
	await db.batch([db.insert(payments, payment)]);
	return id;
}

const job = () => ({ v: 1 as const, id: newId("event") });

async function lastMailTo(recipient: string) {
	const [mail] = await db.list(mails, { where: eq(mails.recipient, recipient), orderBy: [desc(mails.id)], limit: 1 });
	if (!mail) throw new Error(`no mail to ${recipient}`);
	return { ...mail, text: mail.text ?? "", links: linksIn(mail.text ?? "") };
}

test("a verification goes to the user, in their language, with the event's link", async () => {
	const user = await someUser("id");
	const url = "https://sewa.example/verify-email?token=abc";
	const event = { ...job(), type: "user.verification_requested" as const, userId: user.id, url };
	await mailHandlers[event.type](ctx, localMailPort, event);
	const mail = await lastMailTo(user.email);
	expect(mail).toMatchObject({ subject: "Verifikasi alamat email Anda", links: [url], locale: "id", status: "sent" });
	expect(mail).toMatchObject({ eventId: event.id, template: "user.verification_requested", tenantId: null });
});

test("a password reset and a lock go to the user", async () => {
	const user = await someUser("en");
	const url = "https://sewa.example/reset-password?token=abc";
	const type = "user.password_reset_requested" as const;
	await mailHandlers[type](ctx, localMailPort, { ...job(), type, userId: user.id, url });
	expect(await lastMailTo(user.email)).toMatchObject({ subject: "Choose a new password", links: [url] });
	await mailHandlers["user.locked"](ctx, localMailPort, { ...job(), type: "user.locked", userId: user.id, until: NOW });
	const lock = await lastMailTo(user.email);
	expect(lock.text).toContain("20 November 2026, 10:00 WIB");
	expect(lock.links).toEqual(["https://sewa.example/forgot-password"]);
});

test("an invitation goes to the invited address in the inviter's language, unless it was taken back", async () => {
	const { tenantId, owner } = await someTenant("id");
	const id = newId("invitation");
	const invited = { email: `${id}@example.com`, role: "admin" as const, inviterId: owner.id, expiresAt: NOW + DAY };
	await db.batch([
		db.insert(invitations, { id, tenantId, ...invited, status: "pending", sentAt: NOW, createdAt: NOW }),
	]);
	const event = { type: "member.invited" as const, tenantId, invitationId: id };
	await mailHandlers["member.invited"](ctx, localMailPort, { ...job(), ...event });
	const mail = await lastMailTo(invited.email);
	expect(mail).toMatchObject({ subject: "Anda diundang ke Toko Bunga", tenantId });
	expect(mail.links).toEqual([`https://sewa.example/invitations/${id}`]);
	await db.batch([db.update(invitations, eq(invitations.id, id), { status: "canceled" })]);
	await mailHandlers["member.invited"](ctx, localMailPort, { ...job(), ...event });
	expect(await db.list(mails, { where: eq(mails.recipient, invited.email) })).toHaveLength(1);
});

test("an invoice goes to the buyer in the owner's language", async () => {
	const { tenantId } = await someTenant("id");
	const invoice = await someInvoice(tenantId);
	const type = "invoice.opened" as const;
	await mailHandlers[type](ctx, localMailPort, { ...job(), type, tenantId, invoiceId: invoice.id });
	const mail = await lastMailTo(invoice.email);
	expect(mail).toMatchObject({ subject: `Tagihan ${invoice.number}`, tenantId, locale: "id" });
	expect(mail.text).toContain("Rp 165.390");
	expect(mail.text).toContain("27 November 2026");
	expect(mail.links).toEqual([`https://sewa.example/app/invoices/${invoice.id}`]);
});

test("a payment is acknowledged, then receipted with PPN and the day it was paid", async () => {
	const { tenantId } = await someTenant("en");
	const invoice = await someInvoice(tenantId, { status: "paid", paidAt: NOW });
	const paymentId = await somePayment(tenantId, invoice.id);
	const about = { tenantId, paymentId };
	await mailHandlers["payment.submitted"](ctx, localMailPort, { ...job(), type: "payment.submitted", ...about });
	expect((await lastMailTo(invoice.email)).text).toContain("Reference: TRX-77");
	await mailHandlers["payment.approved"](ctx, localMailPort, { ...job(), type: "payment.approved", ...about });
	const receipt = await lastMailTo(invoice.email);
	expect(receipt.subject).toBe(`Receipt for invoice ${invoice.number}`);
	for (const part of ["PPN: IDR 16,390", "Paid: IDR 165,390", "20 November 2026"]) expect(receipt.text).toContain(part);
});

test.each([
	["en", "paid", "That invoice was paid already, so the money is in your wallet."],
	["id", "paid", "Tagihan itu sudah lunas, jadi uangnya kami masukkan ke saldo Anda."],
	["en", "void", "It could not be counted towards that invoice, so the money is in your wallet."],
	[
		"id",
		"void",
		"Pembayaran itu tidak dapat dipakai untuk tagihan tersebut, jadi uangnya kami masukkan ke saldo Anda.",
	],
] as const)(
	"in %s, money for an invoice that is %s is told as what it is, not as a top-up",
	async (locale, status, why) => {
		const { tenantId, owner } = await someTenant(locale);
		const invoice = await someInvoice(tenantId, { status });
		const paymentId = await somePayment(tenantId, invoice.id);
		await db.batch([db.update(payments, eq(payments.id, paymentId), { target: "wallet" })]);
		const type = "payment.approved" as const;
		await mailHandlers[type](ctx, localMailPort, { ...job(), type, tenantId, paymentId });
		const mail = await lastMailTo(owner.email);
		expect(mail.text).toContain(invoice.number);
		expect(mail.text).toContain(why);
		expect(mail.text).not.toMatch(/top-up|topped up|pengisian saldo/i);
		expect(mail.links).toEqual(["https://sewa.example/app/wallet"]);
	},
);

test("a rejected payment says why and where to pay again", async () => {
	const { tenantId } = await someTenant("id");
	const invoice = await someInvoice(tenantId);
	const paymentId = await somePayment(tenantId, invoice.id, "Dana belum masuk");
	const event = { ...job(), type: "payment.rejected" as const, tenantId, paymentId };
	await mailHandlers["payment.rejected"](ctx, localMailPort, event);
	const mail = await lastMailTo(invoice.email);
	expect(mail.text).toContain("Alasan: Dana belum masuk");
	expect(mail.links).toEqual([`https://sewa.example/app/invoices/${invoice.id}`]);
});

test("what is gone, void or another tenant's is not mailed, and is no error", async () => {
	const [mine, other] = [await someTenant("en"), await someTenant("en")];
	const voided = await someInvoice(mine.tenantId, { status: "void" });
	const invoice = await someInvoice(mine.tenantId);
	const type = "invoice.opened" as const;
	const opened = (tenantId: Id<"tenant">, invoiceId: Id<"invoice">) =>
		mailHandlers[type](ctx, localMailPort, { ...job(), type, tenantId, invoiceId });
	await opened(mine.tenantId, voided.id);
	await opened(other.tenantId, invoice.id);
	await opened(mine.tenantId, newId("invoice"));
	const gone = { ...job(), type: "user.locked" as const, userId: newId("user"), until: NOW };
	await mailHandlers["user.locked"](ctx, localMailPort, gone);
	for (const email of [voided.email, invoice.email]) {
		expect(await db.list(mails, { where: eq(mails.recipient, email) })).toEqual([]);
	}
});
