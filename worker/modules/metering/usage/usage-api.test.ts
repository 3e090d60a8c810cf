import { expect, test } from "vitest";
import { person, request, system, tenant } from "#tests/factories";
import { placedAt } from "#tests/shards";
import { writeShard } from "#worker/kernel/shards";
import { DAY, iso } from "#worker/kernel/time";
import { createMeter } from "../meters/manage-meters";
import { addToRollUps } from "./roll-ups";

type Usage = { items: { start: string; value: number }[]; total: number; groups?: { group: string; total: number }[] };

async function listener() {
	const code = `m_${crypto.randomUUID().slice(0, 8)}`;
	const words = { name: { en: "Orders", id: "Pesanan" }, unit: "order" };
	const shape = { aggregation: "sum" as const, eventType: code, valueProperty: null, groupBy: [] };
	await createMeter(system(), { code, ...words, ...shape });
	return { code, event: (id: string) => ({ specversion: "1.0", id, source: "/kasir", type: code }) };
}

/** A tenant as of now, with a key. */
async function machine(scopes: string[]) {
	const founded = await tenant({}, Date.now());
	const body = { name: "till", scopes };
	const made = await request("POST", "/api/v1/api-keys", { as: founded.owner, body });
	const { id, key } = (await made.json()) as { id: string; key: string };
	const headers = { authorization: `Bearer ${key}` };
	const call = (method: string, path: string, more: { body?: unknown; type?: string } = {}) =>
		request(method, `/api/v1${path}`, {
			headers: { ...headers, ...(more.type && { "content-type": more.type }) },
			...("body" in more && { body: more.body }),
		});
	return { ...founded, id, call };
}

test("a key with the scope sends events, one or many, as JSON or as CloudEvents have it", async () => {
	const { code, event } = await listener();
	const { call } = await machine(["usage:write", "usage:read"]);
	const send = async (body: unknown, type = "application/json") => {
		const answer = await call("POST", "/usage/events", { body: JSON.stringify(body), type });
		return { status: answer.status, body: await answer.json() };
	};
	expect(await send(event("1"))).toEqual({ status: 200, body: { accepted: 1, duplicates: 0, rejected: [] } });
	expect(await send(event("1"), "application/cloudevents+json; charset=utf-8")).toMatchObject({
		body: { accepted: 0, duplicates: 1 },
	});
	const batch = [event("2"), event("3"), { ...event("4"), source: "" }];
	expect(await send(batch, "application/cloudevents-batch+json")).toMatchObject({
		body: { accepted: 2, duplicates: 0, rejected: [{ id: "4" }] },
	});
	const answer = await call("GET", `/usage?meter=${code}&window=hour`);
	expect(((await answer.json()) as Usage).total).toBe(3);
	expect((await send(event("5"), "text/plain")).status).toBe(415);
	expect((await send([])).status).toBe(422);
	expect((await send(Array.from({ length: 1_001 }, (_, n) => event(`n${n}`)))).status).toBe(422);
	expect((await send("text")).status).toBe(422);
	const thousand = Array.from({ length: 1_000 }, (_, n) => ({ ...event(`n${n}`), data: { note: "x".repeat(400) } }));
	expect(await send(thousand)).toMatchObject({ status: 200, body: { accepted: 1_000 } });
	expect((await send({ ...event("big"), data: { note: "x".repeat(800_000) } })).status).toBe(413);
});

test("a key without the scope, and a member, send nothing", async () => {
	const { event } = await listener();
	const { call } = await machine(["usage:read"]);
	expect(
		(await call("POST", "/usage/events", { body: JSON.stringify(event("1")), type: "application/json" })).status,
	).toBe(403);
	expect((await call("GET", "/usage")).status).toBe(200);
});

test("a call that was made just now is in the use that is read", async () => {
	const { owner, id, call } = await machine(["tenant:read"]);
	for (let n = 0; n < 5; n++) expect((await call("GET", "/tenant")).status).toBe(200);
	const answer = await request("GET", "/api/v1/usage?meter=api_calls&window=hour&groupBy=endpoint", { as: owner });
	const usage = (await answer.json()) as Usage;
	expect(usage).toMatchObject({ total: 5, groups: [{ group: "GET /tenant", total: 5 }] });
	const byKey = await request("GET", `/api/v1/usage?groupBy=key&key=${id}`, { as: owner });
	expect(await byKey.json()).toMatchObject({ total: 5, groups: [{ group: id, total: 5 }] });
	const csv = await request("GET", "/api/v1/usage/export?window=hour", { as: owner });
	expect(csv.headers.get("content-type")).toContain("text/csv");
	const summary = await request("GET", "/api/v1/usage/summary", { as: owner });
	const { items } = (await summary.json()) as { items: { meter: string; used: number }[] };
	expect(items.find(({ meter }) => meter === "api_calls")?.used).toBe(5);
});

test("staff sees tenants by their use, over all shards, page by page, and each tenant's use as its people do", async () => {
	const { code } = await listener();
	const admin = await person("operator");
	const uses = [7, 30, 30, 12, 1];
	const ids: string[] = [];
	for (const [n, count] of uses.entries()) {
		const ctx = await placedAt(n % 2 ? "01" : "00");
		ids.push(ctx.tenantId);
		const shard = await writeShard(ctx, ctx.tenantId);
		const row = { meter: code, at: Date.now() - DAY, key: "", split: "", value: count, count };
		await shard.batch(addToRollUps(shard, "sum", [row]));
	}
	const seen: { tenant: { id: string; name: string }; value: number }[] = [];
	let cursor: string | null = "";
	while (cursor !== null) {
		const path = `/api/v1/admin/usage?meter=${code}&limit=2${cursor && `&cursor=${cursor}`}`;
		const page = (await (await request("GET", path, { as: admin })).json()) as {
			items: typeof seen;
			nextCursor: string | null;
		};
		seen.push(...page.items);
		cursor = page.nextCursor;
	}
	expect(seen.map(({ value }) => value)).toEqual([30, 30, 12, 7, 1]);
	expect(seen.map(({ tenant: { id } }) => id).sort()).toEqual([...ids].sort());
	expect(seen[0]?.tenant.name).toBe("Toko Bunga");
	const from = iso(Date.now() - 3 * DAY);
	const one = await request("GET", `/api/v1/admin/tenants/${ids[3]}/usage?meter=${code}&from=${from}`, { as: admin });
	expect(((await one.json()) as Usage).total).toBe(12);
	const rising = await request("GET", `/api/v1/admin/usage?meter=${code}&limit=1&sort=value`, { as: admin });
	expect(await rising.json()).toMatchObject({ items: [{ value: 1 }] });
	const nobody = "/api/v1/admin/tenants/ten_01h2xcejqtf2nbrexx3vqjhp41/usage";
	expect((await request("GET", nobody, { as: admin })).status).toBe(404);
	expect((await request("GET", `${nobody}/summary`, { as: admin })).status).toBe(404);
});
