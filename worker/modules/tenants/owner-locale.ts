import { eq } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Locale } from "#worker/kernel/locale";
import { users } from "../identity/tables";
import { members } from "./tables";

/** Reads the language of the tenant's owner, that of its mails and documents, beside other reads. */
export const ownerLocaleRead = ({ db }: TenantContext) =>
	db.toSelect({ locale: users.locale }, members, {
		joins: [{ table: users, on: eq(users.id, members.userId) }],
		where: eq(members.role, "owner"),
		limit: 1,
	});

export const localeFrom = ([owner]: { locale: Locale }[]): Locale => owner?.locale ?? "id";

/** The same by itself. */
export async function ownerLocale(ctx: TenantContext): Promise<Locale> {
	const [owner] = await ctx.db.readAll([ownerLocaleRead(ctx)]);
	return localeFrom(owner);
}
