import { expect, test } from "vitest";
import { bindings, ORIGIN, person, request, system } from "#tests/factories";
import { drainOutbox, mailsTo, mailTo } from "#tests/mails";

const PASSWORD = "kopi-susu-gula-aren-77";
let serial = 0;
const freshEmail = () => `new-${Date.now()}-${serial++}@example.test`;

type Body = Record<string, unknown>;
const post = (path: string, body: Body, headers: Record<string, string> = {}) =>
	request("POST", `/api/v1/auth${path}`, { body, headers: { origin: ORIGIN, ...headers } });

async function linkTo(email: string, template: string): Promise<URL> {
	const mail = await mailTo(email, template);
	const link = mail.text?.match(/https?:\S+/)?.[0];
	if (!link) throw new Error(`no link in the ${template} mail`);
	return new URL(link);
}

async function registered(email = freshEmail()): Promise<string> {
	expect((await post("/sign-up/email", { name: "Budi", email, password: PASSWORD })).status).toBe(200);
	const token = (await linkTo(email, "user.verification_requested")).searchParams.get("token");
	expect((await request("GET", `/api/v1/auth/verify-email?token=${token}`)).status).toBe(200);
	return email;
}

const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
const cookieOf = (response: Response) =>
	response.headers
		.getSetCookie()
		.map((c) => c.split(";")[0])
		.join("; ");

test("register, verify by mail, sign in, see yourself, sign out", async () => {
	const email = await registered();

	const signedIn = await post("/sign-in/email", { email, password: PASSWORD });
	expect(signedIn.status).toBe(200);
	const [cookie] = signedIn.headers.getSetCookie();
	expect(cookie).toMatch(/^sewa\.session_token=.*HttpOnly/);
	expect(cookie).toMatch(/SameSite=Lax/);
	const headers = { cookie: cookieOf(signedIn), origin: ORIGIN };
	const me = await request("GET", "/api/v1/me", { headers });
	expect(await me.json()).toMatchObject({ user: { email, emailVerified: true }, tenants: [], tenant: null });

	expect((await post("/sign-out", {}, headers)).status).toBe(200);
	expect((await request("GET", "/api/v1/me", { headers })).status).toBe(401);
});

test("nobody signs in before the address is verified", async () => {
	const email = freshEmail();
	await post("/sign-up/email", { name: "Budi", email, password: PASSWORD });

	const refused = await post("/sign-in/email", { email, password: PASSWORD });

	expect(refused.status).toBe(403);
	expect(await codeOf(refused)).toBe("email_not_verified");
});

test("a verification link works once", async () => {
	const email = freshEmail();
	await post("/sign-up/email", { name: "Budi", email, password: PASSWORD });
	const { searchParams } = await linkTo(email, "user.verification_requested");
	const path = `/api/v1/auth/verify-email?token=${searchParams.get("token")}`;

	expect((await request("GET", path)).status).toBe(200);
	expect(await codeOf(await request("GET", path))).toBe("invalid_token");
	expect(await codeOf(await request("GET", `${path}x`))).toBe("invalid_token");
});

test("an address that is taken gets the same answer as a new one, and no second mail", async () => {
	const email = await registered();
	const before = (await mailsTo(email)).length;

	const again = await post("/sign-up/email", { name: "Somebody", email, password: PASSWORD });
	const fresh = await post("/sign-up/email", { name: "Somebody", email: freshEmail(), password: PASSWORD });

	expect(again.status).toBe(fresh.status);
	const shape = (body: unknown) => Object.keys((body as { user: object }).user).sort();
	expect(shape(await again.json())).toEqual(shape(await fresh.json()));
	await drainOutbox();
	expect(await mailsTo(email)).toHaveLength(before);
});

test("five wrong passwords lock the address for 15 minutes, tell the person, and say nothing about strangers", async () => {
	const email = await registered();
	const stranger = freshEmail();
	for (const address of [email, stranger]) {
		for (let i = 0; i < 5; i++) {
			expect(await codeOf(await post("/sign-in/email", { email: address, password: "wrong-password-1" }))).toBe(
				"invalid_email_or_password",
			);
		}
		const locked = await post("/sign-in/email", { email: address, password: PASSWORD });
		expect(locked.status).toBe(429);
		expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(14 * 60);
		expect(await codeOf(locked)).toBe("account_locked");
	}
	await mailTo(email, "user.locked");
	expect((await mailsTo(email)).filter((mail) => mail.template === "user.locked")).toHaveLength(1);
	expect(await mailsTo(stranger)).toHaveLength(0);
});

test("a forgotten password is set anew by a link that works once, and ends all sessions", async () => {
	const email = await registered();
	const old = { cookie: cookieOf(await post("/sign-in/email", { email, password: PASSWORD })) };
	await post("/request-password-reset", { email });
	const token = (await linkTo(email, "user.password_reset_requested")).searchParams.get("token");
	const newPassword = "teh-manis-di-teras-88";

	expect((await post("/reset-password", { token, newPassword })).status).toBe(200);

	expect((await request("GET", "/api/v1/me", { headers: old })).status).toBe(401);
	expect((await post("/sign-in/email", { email, password: newPassword })).status).toBe(200);
	expect(await codeOf(await post("/reset-password", { token, newPassword: "lain-lagi-sekali-99" }))).toBe(
		"invalid_token",
	);
});

test("a reset for an unknown address answers the same and mails nobody", async () => {
	const known = await post("/request-password-reset", { email: await registered() });
	const unknown = await post("/request-password-reset", { email: freshEmail() });
	expect(unknown.status).toBe(known.status);
	expect(await unknown.text()).toBe(await known.text());
});

test("the last five passwords cannot come back", async () => {
	const email = await registered();
	const headers = { cookie: cookieOf(await post("/sign-in/email", { email, password: PASSWORD })) };
	const second = "nasi-goreng-kampung-12";
	expect((await post("/change-password", { currentPassword: PASSWORD, newPassword: second }, headers)).status).toBe(
		200,
	);

	for (const newPassword of [PASSWORD, second]) {
		const refused = await post("/change-password", { currentPassword: second, newPassword }, headers);
		expect(refused.status).toBe(422);
		expect(await refused.json()).toMatchObject({ code: "password_rejected", issues: [{ pointer: "/newPassword" }] });
	}
	expect(
		await codeOf(
			await post(
				"/change-password",
				{ currentPassword: "not-it-at-all-3", newPassword: "baru-sekali-lagi-5" },
				headers,
			),
		),
	).toBe("invalid_email_or_password");
});

test.each([
	["short", "abc12"],
	["common", "Password123!"],
	["a run", "abcdefghij"],
	["all digits", "12345678"],
	["the name", "Budisantoso1"],
])("a password that is %s is refused with its field", async (_why, password) => {
	const answer = await post("/sign-up/email", { name: "budisantoso", email: freshEmail(), password });
	expect(answer.status).toBe(422);
	expect(await answer.json()).toMatchObject({ issues: [{ pointer: "/password" }] });
});

test("requests from another site are refused, and endpoints we do not offer do not exist", async () => {
	const foreign = await post(
		"/sign-in/email",
		{ email: "a@b.co", password: PASSWORD },
		{ origin: "https://evil.example" },
	);
	expect(await codeOf(foreign)).toBe("foreign_origin");
	for (const path of [
		"/admin/list-users",
		"/organization/create",
		"/organization/invite-member",
		"/update-user",
		"/delete-user",
	]) {
		expect((await post(path, {})).status).toBe(404);
	}
});

test("credential endpoints are limited per address and say so in the headers", async () => {
	const email = freshEmail();
	const answers = [];
	for (let i = 0; i < 12; i++) answers.push(await post("/request-password-reset", { email }));
	expect(answers[0]?.headers.get("ratelimit-policy")).toBe('"credentials";q=100000;w=60');
	expect(answers.at(-1)?.status).toBe(429);
	expect(answers.at(-1)?.headers.get("retry-after")).toBeTruthy();
});

test("a session that was tampered with, expired or banned is nobody's", async () => {
	const somebody = await person();
	const { db } = system();
	expect((await request("GET", "/api/v1/me", { as: somebody })).status).toBe(200);
	expect(
		(await request("GET", "/api/v1/me", { headers: { cookie: `${somebody.cookie.slice(0, -6)}AAAA%3D` } })).status,
	).toBe(401);
	const expired = await person(null, Date.now() - 8 * 86_400_000);
	expect((await request("GET", "/api/v1/me", { as: expired })).status).toBe(401);
	expect(bindings.AUTH_SECRET.length).toBeGreaterThan(31);
	await db.batch([]);
});
