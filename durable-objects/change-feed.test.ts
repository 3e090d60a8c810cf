import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { bindings } from "#tests/factories";
import { newId } from "#worker/kernel/ids";

const feedOf = (name: string) => bindings.CHANGE_FEED.getByName(name);

test("who asks hears of every tenant that changed since it asked last, once, also after the feed was evicted", async () => {
	const feed = feedOf(crypto.randomUUID());
	const [one, other] = [newId("tenant"), newId("tenant")];
	expect(await feed.since(0)).toEqual({ sequence: 0, tenants: [] });
	for (const tenantId of [one, other, one]) await feed.announce(tenantId);
	await evictDurableObject(feed);
	const answer = await feed.since(0);
	expect(answer.sequence).toBe(3);
	expect(answer.tenants?.toSorted()).toEqual([one, other].toSorted());
	expect(await feed.since(2)).toEqual({ sequence: 3, tenants: [one] });
	expect(await feed.since(3)).toEqual({ sequence: 3, tenants: [] });
});

test("who asks for the first time is told all that is kept: it may have asked a tenant's object just before it changed", async () => {
	const feed = feedOf(crypto.randomUUID());
	expect(await feed.since(null)).toEqual({ sequence: 0, tenants: [] });
	const tenantId = newId("tenant");
	await feed.announce(tenantId);
	expect(await feed.since(null)).toEqual({ sequence: 1, tenants: [tenantId] });
});

test("who missed what is not kept any more, or knows of more than there is, forgets everything", async () => {
	const feed = feedOf(crypto.randomUUID());
	expect(await feed.since(5)).toEqual({ sequence: 0, tenants: null });
	for (let n = 0; n < 3; n++) await feed.announce(newId("tenant"));
	await runInDurableObject(feed, (_, { storage }) => {
		storage.sql.exec("UPDATE changes SET at = at - 61000");
	});
	const last = newId("tenant");
	await feed.announce(last);
	expect(await feed.since(2)).toEqual({ sequence: 4, tenants: null });
	expect(await feed.since(3)).toEqual({ sequence: 4, tenants: [last] });
});
