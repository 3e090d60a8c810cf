import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { memberOf, type Person, person, request, system, tenant } from "#tests/factories";
import { mailTo } from "#tests/mails";
import { users } from "../identity/tables";
import { inviteMember } from "./invite-member";
import { invitations, members } from "./tables";

async function renamed(who: Person, email: string): Promise<Person> {
	const { db } = system();
	await db.batch([db.update(users, eq(users.id, who.id), { email })]);
	return { ...who, email };
}

test("an invitation is mailed, accepted by its address alone, and works once", async () => {
	const { owner, ctx } = await tenant({ plan: "growth" });
	const guest = await renamed(await person(), `guest-${ctx.tenantId}@example.test`);
	const invited = await request("POST", "/api/v1/invitations", {
		as: owner,
		body: { email: guest.email.toUpperCase(), role: "admin" },
	});
	expect(invited.status).toBe(201);
	const { id } = (await invited.json()) as { id: string };
	const mail = await mailTo(guest.email, "member.invited");
	expect(mail.text).toContain(`/invitations/${id}`);

	expect(await (await request("GET", `/api/v1/invitations/${id}/offer`)).json()).toMatchObject({
		tenant: "Toko Bunga",
		role: "admin",
	});
	const accept = (as: Person) => request("POST", `/api/v1/invitations/${id}/accept`, { as, body: {} });
	expect((await accept(await person())).status).toBe(404);
	expect((await accept(guest)).status).toBe(200);
	expect((await accept(guest)).status).toBe(409);
	expect(await (await request("GET", "/api/v1/tenant", { as: guest })).json()).toMatchObject({ id: ctx.tenantId });
});

test("the plan's seats are held by the database: thirty invitations at once never exceed them", async () => {
	const { ctx } = await tenant({ plan: "growth" });
	const attempts = Array.from({ length: 30 }, (_, i) =>
		inviteMember(ctx, { email: `p${i}-${ctx.tenantId}@example.test`, role: "member" }),
	);
	const results = await Promise.allSettled(attempts);
	expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(19);
	expect(
		results.filter((result) => result.status === "rejected" && result.reason.code === "limit_reached"),
	).toHaveLength(11);
	expect(await ctx.db.list(invitations)).toHaveLength(19);
});

test("a seat that is revoked is free again; one address has one open invitation", async () => {
	const { owner, ctx } = await tenant();
	const invite = (email: string) =>
		request("POST", "/api/v1/invitations", { as: owner, body: { email, role: "member" } });
	const email = `one-${ctx.tenantId}@example.test`;
	const { id } = (await (await invite(email)).json()) as { id: string };
	const full = await invite(`two-${ctx.tenantId}@example.test`);
	expect(full.status).toBe(403);
	expect(await full.json()).toMatchObject({ code: "limit_reached" });
	expect((await request("DELETE", `/api/v1/invitations/${id}`, { as: owner })).status).toBe(204);
	expect((await invite(email)).status).toBe(201);
	expect(await (await request("GET", "/api/v1/members/seats", { as: owner })).json()).toEqual({ used: 2, limit: 2 });
});

test("roles change and members go, but the owner stays", async () => {
	const { owner, ctx } = await tenant({ plan: "growth" });
	const member = await memberOf(ctx, "member");
	const [row] = await ctx.db.list(members, { where: eq(members.userId, member.id) });
	const [head] = await ctx.db.list(members, { where: eq(members.role, "owner") });

	expect((await request("PATCH", `/api/v1/members/${row?.id}`, { as: owner, body: { role: "admin" } })).status).toBe(
		200,
	);
	expect((await request("PATCH", `/api/v1/members/${row?.id}`, { as: owner, body: { role: "owner" } })).status).toBe(
		422,
	);
	expect((await request("DELETE", `/api/v1/members/${head?.id}`, { as: owner })).status).toBe(409);
	expect((await request("DELETE", `/api/v1/members/${row?.id}`, { as: owner })).status).toBe(204);
	expect((await request("GET", "/api/v1/tenant", { as: member })).status).toBe(403);
});

test("lists page by cursor without losing or repeating anybody", async () => {
	const { owner, ctx } = await tenant({ plan: "growth" });
	for (let i = 0; i < 7; i++) await memberOf({ ...ctx, now: ctx.now + (i % 3) }, "member");
	const seen: string[] = [];
	let cursor: string | null = "";
	while (cursor !== null) {
		const page = await request("GET", `/api/v1/members?limit=3&sort=createdAt${cursor && `&cursor=${cursor}`}`, {
			as: owner,
		});
		const body = (await page.json()) as { items: { id: string }[]; nextCursor: string | null };
		seen.push(...body.items.map((item) => item.id));
		cursor = body.nextCursor;
	}
	expect(seen).toHaveLength(8);
	expect(new Set(seen).size).toBe(8);
	expect((await request("GET", "/api/v1/members?cursor=bm9wZQ", { as: owner })).status).toBe(422);
});
