import type { Env } from "#worker/env";
import { auditInstallation } from "#worker/kernel/audit";
import {
	inTenant,
	type PublicContext,
	type SystemContext,
	type TenantContext,
	type UserActor,
	type UserContext,
} from "#worker/kernel/context";
import { type Id, newId } from "#worker/kernel/ids";
import type { Locale } from "#worker/kernel/locale";
import type { SystemRole, TenantRole } from "#worker/kernel/permissions";
import { machineContext } from "#worker/machine-context";
import { accounts, users } from "#worker/modules/identity/tables";
import type { Gateways } from "./gateways";

export type NewPerson = { name: string; email: string; password: string; systemRole?: SystemRole; locale?: Locale };

/** Contexts of the past: who did what when. Use cases cannot tell them from a request's. */
export type Stage = ReturnType<typeof stageOf>;

export function stageOf(env: Env, now: number, gateways: Gateways) {
	function machine(at: number): SystemContext {
		const cron = { kind: "system" as const, id: "cron", name: "subscriptions.enqueue_due" };
		return { ...machineContext(env, cron, at), fetch: gateways.fetch };
	}

	function system(at: number, actor: UserActor): SystemContext {
		return { ...machine(at), actor, ip: addressOf(actor) };
	}

	function user(at: number, actor: UserActor): UserContext & PublicContext {
		const { db, ...base } = machine(at);
		const noMemberships = { memberships: [], activeTenantId: null };
		const session = { id: newId("session"), actor, locale: "id" as const, timeZone: "Asia/Jakarta", ...noMemberships };
		return { ...base, actor, session, ip: addressOf(actor), installation: db };
	}

	function tenant(at: number, tenantId: Id<"tenant">, actor?: UserActor, role: TenantRole = "owner"): TenantContext {
		const base = machine(at);
		const inside = inTenant(base, base.db, tenantId);
		return actor ? { ...inside, actor, role, ip: addressOf(actor) } : inside;
	}

	/** A verified account; `password` is a hash. */
	async function person(at: number, input: NewPerson): Promise<UserActor> {
		const { name, email, password, systemRole = null, locale = "id" } = input;
		const id = newId("user");
		const times = { createdAt: new Date(at), updatedAt: new Date(at) };
		const account = { id: newId("account"), userId: id, accountId: id, providerId: "credential", password };
		const actor: UserActor = { kind: "user", id, name, email, systemRole };
		const ctx = user(at, actor);
		const { installation } = ctx;
		await installation.batch([
			installation.insert(users, {
				...{ id, name, email, locale, emailVerified: true, role: systemRole ?? "user" },
				...times,
			}),
			installation.insert(accounts, { ...account, ...times }),
			auditInstallation(ctx, { action: "user.register", resource: { kind: "user", id }, after: { email, name } }),
		]);
		return actor;
	}

	return { now, machine, system, user, tenant, person, gateways };
}

/** A stable address of the documentation range (RFC 5737), so that the audit log looks like one. */
function addressOf(actor: UserActor): string {
	const sum = [...actor.email].reduce((total, letter) => total + letter.charCodeAt(0), 0);
	return `203.0.113.${1 + (sum % 250)}`;
}
