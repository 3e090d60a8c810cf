import type { SystemContext } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { hashPassword } from "#worker/modules/identity/passwords";
import { accounts, users } from "#worker/modules/identity/tables";
import { DEMO_ACCOUNTS } from "../local/accounts";

export async function createDemoAccounts(ctx: SystemContext) {
	const at = new Date(ctx.now);
	for (const { role, name, email, password } of DEMO_ACCOUNTS) {
		const id = newId("user");
		const system = role === "admin" || role === "operator" ? role : ("user" as const);
		const hash = await hashPassword(password);
		await ctx.db.batch([
			ctx.db.insert(users, {
				id,
				name,
				email,
				emailVerified: true,
				role: system,
				locale: "id",
				createdAt: at,
				updatedAt: at,
			}),
			ctx.db.insert(accounts, {
				id: newId("account"),
				userId: id,
				accountId: id,
				providerId: "credential",
				password: hash,
				createdAt: at,
				updatedAt: at,
			}),
		]);
	}
}
