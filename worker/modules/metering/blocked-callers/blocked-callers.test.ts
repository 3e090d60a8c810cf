import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { asSystem, type Person, person, request, system, tenant } from "#tests/factories";
import { newId } from "#worker/kernel/ids";
import { auditLogs } from "#worker/kernel/tables";
import { DAY } from "#worker/kernel/time";
import { createKey } from "#worker/modules/identity/api-keys/create-key";
import { ApiKeyInput } from "#worker/modules/identity/api-keys/schemas";
import { overrideRates } from "../quotas/override-rates";
import { blockedCallers } from "../tables";
import { liftBlock } from "./blocked-callers";
import type { BlockedCallerView } from "./blocked-schemas";
import { forgetBlocked, noteBlocked } from "./note-blocked";

const listed = async (as: Person, state = "active") => {
	const answer = await request("GET", `/api/v1/admin/blocked-callers?state=${state}&limit=100`, { as });
	return ((await answer.json()) as { items: BlockedCallerView[] }).items;
};
/** The queue delivers what the limiter wrote down. */
const found = (as: Person, caller: string) =>
	expect.poll(async () => (await listed(as)).find((row) => row.caller === caller), { timeout: 8000 });

test("a tenant's key that called too fast is listed, and let in again by hand", async () => {
	const it = await tenant({ plan: "growth" }, Date.now());
	const staff = await person("operator");
	const { key } = await createKey(it.ctx, ApiKeyInput.parse({ name: "till", scopes: ["*:read"] }));
	await overrideRates(asSystem(staff, Date.now()), it.ctx.tenantId, { requests: 1, windowSeconds: 3600 });
	const call = () => request("GET", "/api/v1/tenant", { headers: { authorization: `Bearer ${key}` } });
	expect([(await call()).status, (await call()).status]).toEqual([200, 429]);
	const caller = `${it.ctx.tenantId}/keys`;
	await found(staff, caller).toMatchObject({ policy: "tenant", refusals: 1, tenant: { id: it.ctx.tenantId } });

	const row = (await listed(staff)).find((one) => one.caller === caller);
	const lift = await request("POST", `/api/v1/admin/blocked-callers/${row?.id}/lift`, { as: staff, body: {} });
	expect(await lift.json()).toMatchObject({ liftedBy: staff.name, liftedAt: expect.any(String) });
	expect((await call()).status).toBe(200);
	expect((await listed(staff)).some((one) => one.caller === caller)).toBe(false);
	expect((await listed(staff, "lifted")).some((one) => one.caller === caller)).toBe(true);
	const logs = await it.ctx.db.list(auditLogs);
	expect(logs.some(({ action }) => action === "blocked_caller.lift")).toBe(true);
});

test("an address that asked for its password too often is listed, and let in again by hand", async () => {
	const staff = await person("operator");
	const email = `${newId("mail")}@example.test`;
	const ask = () => request("POST", "/api/v1/auth/request-password-reset", { body: { email } });
	for (let n = 0; n < 10; n++) expect((await ask()).status).toBe(200);
	expect((await ask()).status).toBe(429);
	await found(staff, email).toMatchObject({ policy: "credentials-address", tenant: null });
	const row = (await listed(staff)).find((one) => one.caller === email);
	await request("POST", `/api/v1/admin/blocked-callers/${row?.id}/lift`, { as: staff, body: {} });
	expect((await ask()).status).toBe(200);
});

test("who is turned away in many windows is one row; who is turned away again after it was lifted is blocked again", async () => {
	const ctx = asSystem(await person("operator"), Date.now());
	const caller = `192.0.2.1/${newId("event")}`;
	const job = { v: 1 as const, type: "caller.blocked" as const, policy: "public", caller, tenantId: null };
	const say = (n: number) =>
		noteBlocked(system(), { ...job, id: newId("event"), at: Date.now() + n, until: Date.now() + 60_000 });
	await Promise.all([say(1), say(2), say(3)]);
	const mine = async (state?: string) =>
		(await listed(await person("operator"), state)).filter((row) => row.caller === caller);
	const [row] = await mine();
	expect(row).toMatchObject({ refusals: 3, liftedAt: null });
	await liftBlock(ctx, row?.id ?? "blk_");
	expect(await mine()).toEqual([]);
	await say(4);
	expect(await mine()).toHaveLength(1);
	await forgetBlocked(system());
	expect(await mine("all")).toHaveLength(1);
	const { db } = system();
	await db.batch([db.update(blockedCallers, eq(blockedCallers.caller, caller), { lastAt: Date.now() - 91 * DAY })]);
	await forgetBlocked(system());
	expect(await mine("all")).toEqual([]);
});
