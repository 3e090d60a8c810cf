import { gzipSync } from "node:zlib";
import { register } from "./people.ts";
import { signInAs } from "./sign-in.ts";
import { expect, test } from "./test.ts";

const LANDING_JAVASCRIPT = 130_000;

for (const path of ["/", "/sign-in", "/there-is-no-such-page"]) {
	test(`the headers of ${path} let only our own scripts run, and nobody frame it`, async ({ request }) => {
		const headers = (await request.get(path)).headers();
		const policy = directivesOf(headers["content-security-policy"]);
		expect(policy.get("script-src")).toMatch(/'nonce-[\w-]{20,}'/);
		expect(policy.get("script-src")).not.toContain("unsafe");
		expect(policy.get("style-src")).not.toContain("unsafe-inline");
		expect(policy.get("default-src")).toBe("'self'");
		expect(policy.get("frame-ancestors")).toBe("'none'");
		expect(policy.get("object-src")).toBe("'none'");
		expect(policy.get("base-uri")).toBe("'none'");
		expect(headers).toMatchObject({
			"x-content-type-options": "nosniff",
			"x-frame-options": "DENY",
			"referrer-policy": "strict-origin-when-cross-origin",
			"permissions-policy": expect.stringMatching(/camera=\(\).*microphone=\(\).*geolocation=\(\)/),
		});
		const again = directivesOf((await request.get(path)).headers()["content-security-policy"]);
		expect(again.get("script-src")).not.toBe(policy.get("script-src"));
	});
}

test("a page with secrets in it is not kept by shared caches", async ({ as }) => {
	const page = await as("owner");
	expect((await page.goto("/app"))?.headers()["cache-control"]).toMatch(/private|no-store/);
});

test("the session is a cookie that scripts cannot read and other sites cannot send", async ({ page, url }) => {
	const person = await register(url, "Fajar Nugroho");
	await page.goto("/sign-in");
	await signInAs(page, person);
	const cookies = await page.context().cookies();
	const session = cookies.filter(({ name }) => /session/.test(name));
	expect(session.length).toBeGreaterThan(0);
	for (const cookie of session) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
	expect(await page.evaluate(() => document.cookie)).not.toMatch(/session/);
	expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(
		/token|session_/,
	);
});

test("a form of another site cannot act in somebody's name", async ({ as }) => {
	const page = await as("owner");
	const origin = "https://evil.example";
	for (const path of ["/api/v1/auth/sign-out", "/sign-out"]) {
		const answer = await page.request.post(path, { headers: { origin }, form: {}, maxRedirects: 0 });
		expect(answer.status(), path).toBe(403);
	}
	await page.goto("/app");
	await expect(page.getByRole("button", { name: "Account of Dewi Lestari" })).toBeVisible();
});

test("the landing page needs at most 130 kB of gzipped JavaScript", async ({ page }) => {
	const scripts = new Map<string, Promise<Buffer>>();
	page.on("response", (response) => {
		if (response.request().resourceType() === "script") scripts.set(response.url(), response.body());
	});
	await page.goto("/", { waitUntil: "networkidle" });
	const sizes = (await Promise.all(scripts.values())).map((body) => gzipSync(body).length);
	const total = sizes.reduce((sum, size) => sum + size, 0);
	expect(sizes.length).toBeGreaterThan(1);
	expect(total, `${sizes.length} scripts`).toBeLessThanOrEqual(LANDING_JAVASCRIPT);
	test.info().annotations.push({ type: "gzipped JavaScript", description: `${total} bytes` });
});

function directivesOf(policy = ""): Map<string, string> {
	return new Map(
		policy.split("; ").map((directive) => [directive.split(" ", 1)[0] ?? "", directive.replace(/^\S+ /, "")]),
	);
}
