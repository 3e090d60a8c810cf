import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Locale } from "#worker/kernel/locale";
import { SYSTEM_ROLES, TENANT_ROLES } from "#worker/kernel/permissions";
import { TENANT_STATUSES } from "../tenants/rules";
import { Email } from "../tenants/schemas";
import { PASSWORD_MAX, PASSWORD_MIN } from "./rules";

export const Password = z
	.string()
	.min(PASSWORD_MIN, `at least ${PASSWORD_MIN} characters`)
	.max(PASSWORD_MAX * 4, `at most ${PASSWORD_MAX} characters`);

const PersonName = z.string().trim().min(1).max(80);

const CREDENTIALS = { email: "budi@tokobunga.example", password: "kopi-susu-gula-aren" };

export const SignUpInput = z
	.object({ name: PersonName, email: Email, password: Password })
	.meta({ examples: [{ name: "Budi Santoso", ...CREDENTIALS }] });
export type SignUpInput = z.infer<typeof SignUpInput>;

/** The password is not judged here: an old one may not meet today's rules. */
export const SignInInput = z
	.object({
		email: Email,
		password: z
			.string()
			.min(1)
			.max(PASSWORD_MAX * 4),
		rememberMe: z.boolean().optional(),
	})
	.meta({ examples: [CREDENTIALS] });
export type SignInInput = z.infer<typeof SignInInput>;

export const EmailInput = z.object({ email: Email }).meta({ examples: [{ email: CREDENTIALS.email }] });
export const ResetPasswordInput = z
	.object({ newPassword: Password, token: z.string().min(1).max(200) })
	.meta({ examples: [{ newPassword: "teh-manis-di-teras", token: "the one of the mail" }] });
export const ChangePasswordInput = z
	.object({
		currentPassword: z
			.string()
			.min(1)
			.max(PASSWORD_MAX * 4),
		newPassword: Password,
		revokeOtherSessions: z.boolean().optional(),
	})
	.meta({ examples: [{ currentPassword: CREDENTIALS.password, newPassword: "teh-manis-di-teras" }] });
export const SetActiveInput = z
	.object({ organizationId: idOf("tenant") })
	.meta({ examples: [{ organizationId: "ten_01h2xcejqtf2nbrexx3vqjhp41" }] });

export const TIME_ZONES = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC"] as const;

export const ProfilePatch = z
	.object({ name: PersonName, locale: Locale, timeZone: z.enum(TIME_ZONES) })
	.partial()
	.meta({ examples: [{ locale: "id", timeZone: "Asia/Jakarta" }] });
export type ProfilePatch = z.infer<typeof ProfilePatch>;

const MyTenant = z.object({
	id: idOf("tenant"),
	name: z.string(),
	role: z.enum(TENANT_ROLES),
	status: z.enum(TENANT_STATUSES),
});

export const Me = z
	.object({
		user: z.object({
			id: idOf("user"),
			name: z.string(),
			email: z.string(),
			emailVerified: z.boolean(),
			locale: Locale,
			timeZone: z.string(),
			systemRole: z.enum(SYSTEM_ROLES).nullable(),
		}),
		tenants: z.array(MyTenant),
		/** The one that requests are about unless the header `Sewa-Tenant` names another. */
		tenant: MyTenant.nullable(),
		permissions: z.array(z.string()),
		/** The time that business goes by, which may be moved in development. */
		now: z.iso.datetime(),
	})
	.meta({ id: "Me" });
export type Me = z.infer<typeof Me>;
