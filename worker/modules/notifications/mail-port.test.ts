import { expect, test } from "vitest";
import { bindingMailPort, localMailPort, mailPortOf, PermanentMailError, parseAddress } from "./mail-port";

const MAIL = {
	to: "sari@tokobunga.example",
	from: "Sewa <no-reply@sewa.example>",
	subject: "Hello",
	text: "Hello",
	html: "<p>Hello</p>",
	idempotencyKey: "evt_1",
};

test.each([
	["Sewa <no-reply@sewa.example>", { name: "Sewa", email: "no-reply@sewa.example" }],
	['"Sewa, Jakarta" <a@b.example>', { name: "Sewa, Jakarta", email: "a@b.example" }],
	["<a@b.example>", "a@b.example"],
	[" a@b.example ", "a@b.example"],
])("the sender %j is read in its parts", (text, parts) => {
	expect(parseAddress(text)).toEqual(parts);
});

test("the binding gets the sender in its parts and answers with the message id", async () => {
	const taken: unknown[] = [];
	const send = async (mail: unknown) => {
		taken.push(mail);
		return { messageId: "<1@sewa.example>" };
	};
	expect(await bindingMailPort({ send }).send(MAIL)).toEqual({ providerId: "<1@sewa.example>" });
	const { to, subject, text, html } = MAIL;
	expect(taken).toEqual([{ from: { name: "Sewa", email: "no-reply@sewa.example" }, to, subject, text, html }]);
});

test.each([
	["E_RECIPIENT_SUPPRESSED", true],
	["E_SENDER_NOT_VERIFIED", true],
	["E_RATE_LIMIT_EXCEEDED", false],
	["E_INTERNAL_SERVER_ERROR", false],
])("the binding's %s is permanent: %s", async (code, permanent) => {
	const send = async () => Promise.reject(Object.assign(new Error("refused"), { code }));
	const error = await bindingMailPort({ send })
		.send(MAIL)
		.catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(Error);
	expect(error instanceof PermanentMailError).toBe(permanent);
});

test("the settings choose the way out, and a way that is not there is refused at once", () => {
	const config = {
		ENVIRONMENT: "test" as const,
		APP_URL: "https://sewa.example",
		AUTH_SECRET: "",
		MAIL_FROM: MAIL.from,
		CREDENTIAL_REQUESTS_PER_MINUTE: 30,
		PUBLIC_REQUESTS_PER_MINUTE: 600,
		API_LOG_SAMPLE_PERCENT: 100,
		API_LOG_FLUSH_MS: 1000,
	};
	expect(mailPortOf({ ...config, MAIL_PROVIDER: "local" }, {})).toBe(localMailPort);
	expect(() => mailPortOf({ ...config, MAIL_PROVIDER: "binding" }, {})).toThrow("EMAIL");
	expect(() => mailPortOf({ ...config, MAIL_PROVIDER: "http" }, {})).toThrow("MAIL_HTTP_URL");
});
