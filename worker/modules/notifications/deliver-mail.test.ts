import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { system } from "#tests/factories";
import { type Env, shardsOf } from "#worker/env";
import { readConfig } from "#worker/kernel/config";
import type { SystemContext } from "#worker/kernel/context";
import { openDatabase } from "#worker/kernel/database";
import { newId } from "#worker/kernel/ids";
import { SystemDb } from "#worker/kernel/system-db";
import { MINUTE } from "#worker/kernel/time";
import { deliverMail, type MailToDeliver } from "./deliver-mail";
import { listMails } from "./list-mails";
import { localMailPort, type MailPort, type OutgoingMail } from "./mail-port";
import { MailQuery } from "./schemas";
import { mails } from "./tables";

const bindings = env as unknown as Env;
const { DB, FILES } = bindings;
const NOW = Date.UTC(2026, 10, 20, 3);
const SETTINGS = {
	ENVIRONMENT: "test",
	APP_URL: "https://sewa.example",
	AUTH_SECRET: "a secret that is only used in these tests",
	MAIL_PROVIDER: "local",
	MAIL_FROM: "Sewa <no-reply@sewa.example>",
};

function context(now = NOW, settings: Partial<Record<keyof typeof SETTINGS | `MAIL_HTTP_${string}`, string>> = {}) {
	const db = new SystemDb(openDatabase(DB));
	const ctx: SystemContext = {
		actor: { kind: "system", id: "test", name: "Test" },
		now,
		requestId: newId("request"),
		ip: null,
		locale: "en",
		config: readConfig({ ...SETTINGS, ...settings }),
		files: FILES,
		shards: shardsOf(bindings),
		fetch,
		emitted: [],
		meters: system().meters,
		limiters: system().limiters,
		db,
	};
	return { ...ctx, installation: db };
}

function someMail(over: Partial<MailToDeliver> = {}): MailToDeliver {
	const eventId = newId("event");
	const letter = {
		subject: "Hello",
		text: "See https://sewa.example/a and https://sewa.example/b.",
		html: "<p>Hello</p>",
	};
	return { eventId, tenantId: null, template: "test", to: `${eventId}@example.com`, locale: "en", ...letter, ...over };
}

/** A way out that remembers what went through it, and fails first as often as told. */
function recordingPort(failures = 0): MailPort & { sent: OutgoingMail[] } {
	const sent: OutgoingMail[] = [];
	let left = failures;
	return {
		sent,
		send: async (mail) => {
			left -= 1;
			if (left >= 0) throw new Error("mail provider answered 500");
			sent.push(mail);
			return { providerId: null };
		},
	};
}

const rowOf = (mail: MailToDeliver) => context().db.find(mails, eq(mails.eventId, mail.eventId));

test("a mail goes out with the event's id as its idempotency key, and is marked sent", async () => {
	const [port, mail] = [recordingPort(), someMail()];
	await deliverMail(context(), port, mail);
	const { to, subject, text, html, eventId } = mail;
	expect(port.sent).toEqual([{ to, from: SETTINGS.MAIL_FROM, subject, text, html, idempotencyKey: eventId }]);
	expect(await rowOf(mail)).toMatchObject({ status: "sent", attempts: 1, sentAt: NOW, error: null, recipient: to });
});

test("a redelivered event mails nobody twice", async () => {
	const [port, mail] = [recordingPort(), someMail()];
	await deliverMail(context(), port, mail);
	await deliverMail(context(NOW + MINUTE), port, mail);
	expect(port.sent).toHaveLength(1);
	expect(await rowOf(mail)).toMatchObject({ attempts: 1, sentAt: NOW });
});

test("of ten deliveries of one event at the same moment one mails, and the others come back later", async () => {
	const [port, mail] = [recordingPort(), someMail()];
	const all = await Promise.allSettled(Array.from({ length: 10 }, () => deliverMail(context(), port, mail)));
	expect(port.sent).toHaveLength(1);
	expect(all.some(({ status }) => status === "fulfilled")).toBe(true);
	await deliverMail(context(NOW + MINUTE), port, mail);
	expect(port.sent).toHaveLength(1);
});

test("a failure is kept with its reason and thrown, and the next delivery tries again at once", async () => {
	const [port, mail] = [recordingPort(1), someMail()];
	await expect(deliverMail(context(), port, mail)).rejects.toThrow("mail provider answered 500");
	expect(await rowOf(mail)).toMatchObject({
		status: "failed",
		attempts: 1,
		error: "mail provider answered 500",
		sentAt: null,
	});
	await deliverMail(context(NOW + 5000), port, mail);
	expect(await rowOf(mail)).toMatchObject({ status: "sent", attempts: 2, error: null });
});

test("a mail that somebody else is sending is left alone until their lease runs out", async () => {
	const [port, mail] = [recordingPort(), someMail()];
	const dying: MailPort = { send: () => new Promise(() => {}) };
	void deliverMail(context(), dying, mail);
	await expect.poll(() => rowOf(mail)).toMatchObject({ status: "sending" });
	await expect(deliverMail(context(NOW + MINUTE), port, mail)).rejects.toThrow("somebody else");
	expect(port.sent).toEqual([]);
	await deliverMail(context(NOW + 2 * MINUTE), port, mail);
	expect(port.sent).toHaveLength(1);
	expect(await rowOf(mail)).toMatchObject({ status: "sent", attempts: 2 });
});

test("an attempt that outlived its lease does not undo the one that succeeded", async () => {
	const [port, mail] = [recordingPort(), someMail()];
	let fail = (_: Error) => {};
	const slow = deliverMail(context(), { send: () => new Promise((_, reject) => (fail = reject)) }, mail);
	await expect.poll(() => rowOf(mail)).toMatchObject({ status: "sending" });
	await deliverMail(context(NOW + 3 * MINUTE), port, mail);
	fail(new Error("too late"));
	await expect(slow).rejects.toThrow("too late");
	expect(await rowOf(mail)).toMatchObject({ status: "sent", error: null });
});

test("bodies are stored in the local outbox only", async () => {
	const [kept, gone] = [someMail(), someMail()];
	await deliverMail(context(), localMailPort, kept);
	const http = { MAIL_PROVIDER: "http", MAIL_HTTP_URL: "https://mail.example/emails", MAIL_HTTP_KEY: "key" };
	await deliverMail(context(NOW, http), recordingPort(), gone);
	expect(await rowOf(kept)).toMatchObject({ text: kept.text, html: kept.html });
	expect(await rowOf(gone)).toMatchObject({ text: null, html: null, status: "sent" });
});

test("the local outbox shows one recipient's mails, newest first, with their links", async () => {
	const first = someMail();
	const second = someMail({ to: first.to, subject: "Later" });
	await deliverMail(context(), localMailPort, first);
	await deliverMail(context(NOW + 1), localMailPort, second);
	const { items } = await listMails(context(), MailQuery.parse({ to: first.to }));
	expect(items.map(({ subject }) => subject)).toEqual(["Later", "Hello"]);
	expect(items[0]).toMatchObject({ links: ["https://sewa.example/a", "https://sewa.example/b"], status: "sent" });
	expect((await listMails(context(), MailQuery.parse({ to: first.to, limit: "1" }))).items).toHaveLength(1);
});

test.each([{ MAIL_PROVIDER: "binding" }, { ENVIRONMENT: "production", MAIL_PROVIDER: "binding" }])(
	"there is no outbox to look at with %j",
	async (settings) => {
		await expect(listMails(context(NOW, settings), { limit: 20 })).rejects.toMatchObject({ code: "not_found" });
	},
);
