import { afterAll, beforeAll, expect, test } from "vitest";
import { startMailProvider } from "#tests/peers/mail-provider";
import { httpMailPort, PermanentMailError } from "#worker/modules/notifications/mail-port";

const KEY = "re_local_key";
let provider: Awaited<ReturnType<typeof startMailProvider>>;

beforeAll(async () => {
	provider = await startMailProvider({ key: KEY });
});
afterAll(() => provider.stop());

let serial = 0;
function someMail() {
	serial += 1;
	return {
		to: `sari+${serial}@tokobunga.example`,
		from: "Sewa <no-reply@sewa.example>",
		subject: `Tagihan № ${serial} – lunas`,
		text: "Halo Sari\n",
		html: "<p>Halo Sari</p>",
		idempotencyKey: `evt_${serial}`,
	};
}
const received = (to: string) => provider.delivered.filter((mail) => mail.to[0] === to);
const port = () => httpMailPort({ url: provider.url, key: KEY });

test("a mail arrives with all its fields and answers with the provider's id", async () => {
	const mail = someMail();
	const { providerId } = await port().send(mail);
	const { to, from, subject, text, html } = mail;
	expect(received(to)).toEqual([{ id: providerId, to: [to], from, subject, text, html }]);
});

test("the same idempotency key delivers once and answers with the same id", async () => {
	const mail = someMail();
	const first = await port().send(mail);
	expect(await port().send(mail)).toEqual(first);
	expect(received(mail.to)).toHaveLength(1);
});

test("a connection lost after delivery is an error, and the retry delivers nothing more", async () => {
	const mail = someMail();
	provider.misbehave("drop_after_delivery");
	await expect(port().send(mail)).rejects.toThrow();
	expect(await port().send(mail)).toEqual({ providerId: received(mail.to)[0]?.id });
	expect(received(mail.to)).toHaveLength(1);
});

test.each([408, 429, 500, 503])(
	"HTTP %i may pass: an error that is not permanent, naming the status",
	async (status) => {
		const mail = someMail();
		provider.misbehave(status);
		const error = await port()
			.send(mail)
			.catch((thrown: unknown) => thrown);
		expect(error).not.toBeInstanceOf(PermanentMailError);
		expect(error).toMatchObject({ message: expect.stringContaining(String(status)) });
		await port().send(mail);
		expect(received(mail.to)).toHaveLength(1);
	},
);

test("the key of another mail is a conflict, which is not permanent", async () => {
	const mail = someMail();
	await port().send(mail);
	const error = await port()
		.send({ ...mail, subject: "another" })
		.catch((thrown: unknown) => thrown);
	expect(error).toMatchObject({ message: "mail provider answered 409 (invalid_idempotent_request)" });
	expect(error).not.toBeInstanceOf(PermanentMailError);
});

test("a wrong key and a refused address are permanent", async () => {
	const wrongKey = httpMailPort({ url: provider.url, key: "re_wrong" }).send(someMail());
	await expect(wrongKey).rejects.toBeInstanceOf(PermanentMailError);
	await expect(port().send({ ...someMail(), to: "nobody" })).rejects.toBeInstanceOf(PermanentMailError);
});

test("an error does not repeat what the provider says about people", async () => {
	const mail = someMail();
	provider.misbehave(422);
	const error = await port()
		.send(mail)
		.catch((thrown: unknown) => thrown);
	expect(String(error)).not.toContain(mail.to);
});

test("a provider that does not answer is given up on", async () => {
	const before = provider.requests();
	provider.misbehave("hang");
	const hasty = httpMailPort({ url: provider.url, key: KEY, timeoutMs: 100 });
	await expect(hasty.send(someMail())).rejects.toMatchObject({ name: "TimeoutError" });
	expect(provider.requests()).toBe(before + 1);
});
