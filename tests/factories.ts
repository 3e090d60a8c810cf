import { env, exports } from "cloudflare:workers";
import { makeSignature } from "better-auth/crypto";
import type { Env } from "#worker/env";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import { inTenant } from "#worker/kernel/context";
import { type Id, newId } from "#worker/kernel/ids";
import type { SystemRole, TenantRole } from "#worker/kernel/permissions";
import { DAY } from "#worker/kernel/time";
import { machineContext } from "#worker/machine-context";
import { foundTenant } from "#worker/modules/billing/sign-up/found-tenant";
import type { NewTenant } from "#worker/modules/billing/sign-up/schemas";
import { sessions, users } from "#worker/modules/identity/tables";
import { members } from "#worker/modules/tenants/tables";

export const bindings = env as unknown as Env & { AUTH_SECRET: string };
export const NOW = Date.UTC(2026, 10, 20, 3);
export const ORIGIN = "http://localhost";

export const BILLING = {
	email: "keuangan@tokobunga.example",
	address: "Jl. Melati No. 8",
	city: "Bandung",
	state: "Jawa Barat",
	postalCode: "40115",
	country: "ID",
	npwp: "0012345678901000",
};

/** The machine acting on the whole installation at `now`. */
export const system = (now = NOW): SystemContext =>
	machineContext(bindings, { kind: "system", id: "test", name: "test" }, now);

export type Person = { id: Id<"user">; name: string; email: string; cookie: string; systemRole: SystemRole | null };

/** A verified person with a session; `cookie` is what their browser sends. */
export async function person(systemRole: SystemRole | null = null, now = Date.now()): Promise<Person> {
	const id = newId("user");
	const token = crypto.randomUUID() + crypto.randomUUID();
	const email = `${id}@example.test`;
	const name = `Person ${id.slice(-4)}`;
	const at = new Date(now);
	const { db } = system();
	await db.batch([
		db.insert(users, {
			id,
			name,
			email,
			emailVerified: true,
			role: systemRole ?? "user",
			createdAt: at,
			updatedAt: at,
		}),
		db.insert(sessions, {
			id: newId("session"),
			userId: id,
			token,
			expiresAt: new Date(now + 7 * DAY),
			createdAt: at,
			updatedAt: at,
		}),
	]);
	const cookie = `sewa.session_token=${encodeURIComponent(`${token}.${await makeSignature(token, bindings.AUTH_SECRET)}`)}`;
	return { id, name, email, cookie, systemRole };
}

/** The context of a system user. */
export function asSystem(by: Person, now = NOW): SystemContext {
	return { ...system(now), actor: { kind: "user", ...by } };
}

export type Founded = { owner: Person; ctx: TenantContext; founded: Awaited<ReturnType<typeof foundTenant>> };

/** A new tenant, founded through the use case. Paid plans come with an open invoice. */
export async function tenant(input: Partial<NewTenant> = {}, now = NOW): Promise<Founded> {
	const owner = await person();
	const base = system(now);
	const actor = { kind: "user" as const, ...owner };
	const session = {
		id: newId("session"),
		actor,
		locale: "en" as const,
		timeZone: "UTC",
		memberships: [],
		activeTenantId: null,
	};
	const founded = await foundTenant(
		{ ...base, actor, session, installation: base.db },
		{ name: "Toko Bunga", plan: "free", interval: "month", currency: "IDR", ...input },
	);
	const ctx = { ...inTenant(base, base.db, founded.tenant.id), actor, role: "owner" as const };
	return { owner, ctx, founded };
}

/** A tenant that bought a plan and owes its first invoice. */
export function buyer(input: Partial<NewTenant> = {}, now = NOW): Promise<Founded> {
	return tenant({ plan: "starter", billing: BILLING, ...input }, now);
}

export async function memberOf(ctx: TenantContext, role: TenantRole): Promise<Person> {
	const somebody = await person();
	await ctx.db.batch([ctx.db.insert(members, { id: newId("member"), userId: somebody.id, role, createdAt: ctx.now })]);
	return somebody;
}

type Call = { as?: Person | undefined; body?: unknown; headers?: Record<string, string> };

/** A request through the whole worker, as a browser of that person would send it. */
export function request(method: string, path: string, { as, body, headers }: Call = {}): Promise<Response> {
	const raw = body instanceof FormData || typeof body === "string" ? body : undefined;
	return exports.default.fetch(
		new Request(ORIGIN + path, {
			method,
			headers: {
				...(as && { cookie: as.cookie, origin: ORIGIN }),
				...(body !== undefined && !raw && { "content-type": "application/json" }),
				...headers,
			},
			...(body !== undefined && { body: raw ?? JSON.stringify(body) }),
		}),
	);
}

/** The smallest PNG there is: a real image by its content. */
export const PNG = Uint8Array.from(
	atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
	(c) => c.charCodeAt(0),
);
