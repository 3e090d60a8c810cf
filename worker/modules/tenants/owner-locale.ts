import { eq } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Locale } from "#worker/kernel/locale";
import { users } from "../identity/tables";
import { members } from "./tables";

/** The language of the tenant's owner: that of its mails and documents. */
export async function ownerLocale(ctx: TenantContext): Promise<Locale> {
	const [row] = await ctx.db.select({ locale: users.locale }, members, {
		joins: [{ table: users, on: eq(users.id, members.userId) }],
		where: eq(members.role, "owner"),
		limit: 1,
	});
	return row?.locale ?? "id";
}
