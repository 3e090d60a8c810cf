import { expect, test } from "vitest";
import { BILLING, person, request, system } from "#tests/factories";
import { claim, settle } from "./idempotency";
import { DAY, MINUTE } from "./time";

const found = (as: Awaited<ReturnType<typeof person>>, key: string, name = "Toko Sekali") => {
	const body = { name, plan: "starter", interval: "month", currency: "IDR", billing: BILLING };
	return request("POST", "/api/v1/tenants", { as, body, headers: { "idempotency-key": key } });
};

test("the same key replays the stored answer and founds one tenant", async () => {
	const as = await person();
	const first = await found(as, "k-1");
	const second = await found(as, "k-1");

	expect([first.status, second.status]).toEqual([201, 201]);
	expect(second.headers.get("idempotency-replayed")).toBe("true");
	expect(await second.json()).toEqual(await first.json());
	const me = (await (await request("GET", "/api/v1/me", { as })).json()) as { tenants: object[] };
	expect(me.tenants).toHaveLength(1);
});

test("the same key with another body is a 422", async () => {
	const as = await person();
	await found(as, "k-1");
	const other = await found(as, "k-1", "Toko Lain");
	expect(other.status).toBe(422);
	expect(await other.json()).toMatchObject({ code: "idempotency_key_reused" });
});

test("ten at once found one tenant: the others wait their turn with a 409 or get the stored answer", async () => {
	const as = await person();
	const answers = await Promise.all(Array.from({ length: 10 }, () => found(as, "k-1")));
	const statuses = answers.map((answer) => answer.status);
	expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(0);
	expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
	const me = (await (await request("GET", "/api/v1/me", { as })).json()) as { tenants: object[] };
	expect(me.tenants).toHaveLength(1);
});

test("two people may use the same key", async () => {
	const [a, b] = [await person(), await person()];
	expect((await found(a, "k-shared")).status).toBe(201);
	const second = await found(b, "k-shared");
	expect(second.status).toBe(201);
	expect(second.headers.get("idempotency-replayed")).toBeNull();
});

test("a refusal is replayed like a success", async () => {
	const as = await person();
	const body = { name: "Toko", plan: "no-such-plan", interval: "month", currency: "IDR" };
	const send = () => request("POST", "/api/v1/tenants", { as, body, headers: { "idempotency-key": "k-bad" } });
	const [first, second] = [await send(), await send()];
	expect([first.status, second.status]).toEqual([422, 422]);
	expect(second.headers.get("content-type")).toBe("application/problem+json");
	expect(second.headers.get("idempotency-replayed")).toBe("true");
});

test("a claim whose process died is free after a minute; an answer is forgotten after a day", async () => {
	const { db } = system();
	const now = Date.now();
	const one = { scope: "test", key: crypto.randomUUID(), fingerprint: "f" };
	expect(await claim(db, one, now)).toBeNull();
	await expect(claim(db, one, now + MINUTE - 1)).rejects.toMatchObject({ code: "idempotency_in_flight" });
	expect(await claim(db, one, now + MINUTE + 1)).toBeNull();
	await settle(db, one, { status: 201, body: "{}" });
	expect(await claim(db, one, now + 2 * MINUTE)).toEqual({ status: 201, body: "{}" });
	expect(await claim(db, one, now + 2 * DAY)).toBeNull();
});
