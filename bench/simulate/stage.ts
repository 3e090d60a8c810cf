import type { Env } from "#worker/env";
import {
	inTenant,
	type SystemContext,
	type TenantContext,
	type UserActor,
	type UserContext,
} from "#worker/kernel/context";
import { type Id, newId } from "#worker/kernel/ids";
import { machineContext } from "#worker/machine-context";
import { users } from "#worker/modules/identity/tables";

/** Contexts of one isolate at any moment. Use cases cannot tell them from a request's. */
export type Stage = ReturnType<typeof stageOf>;
export type NewPerson = { name: string; email: string; systemRole?: "operator" };

export function stageOf(env: Env) {
	const machine = (at: number): SystemContext =>
		machineContext(env, { kind: "system", id: "cron", name: "simulation" }, at);
	const system = (at: number, actor: UserActor): SystemContext => ({ ...machine(at), actor });

	function user(at: number, actor: UserActor): UserContext {
		const { db, ...base } = machine(at);
		const nowhere = { memberships: [], activeTenantId: null };
		const session = { id: newId("session"), actor, locale: "id" as const, timeZone: "Asia/Jakarta", ...nowhere };
		return { ...base, actor, session, installation: db };
	}

	function tenant(at: number, tenantId: Id<"tenant">, actor: UserActor): TenantContext {
		const base = machine(at);
		return { ...inTenant(base, base.db, tenantId), actor, role: "owner" };
	}

	/** A verified account. */
	async function person(at: number, { name, email, systemRole }: NewPerson): Promise<UserActor> {
		const id = newId("user");
		const { db } = machine(at);
		const times = { createdAt: new Date(at), updatedAt: new Date(at) };
		const row = { id, name, email, locale: "id" as const, emailVerified: true, role: systemRole ?? ("user" as const) };
		await db.batch([db.insert(users, { ...row, ...times })]);
		return { kind: "user", id, name, email, systemRole: systemRole ?? null };
	}

	return { machine, system, user, tenant, person };
}
