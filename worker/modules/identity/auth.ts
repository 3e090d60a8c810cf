import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { admin, organization } from "better-auth/plugins";
import { auditInstallation } from "#worker/kernel/audit";
import type { PublicContext } from "#worker/kernel/context";
import type { Database } from "#worker/kernel/database";
import { ID_PREFIX, type IdKind, newId } from "#worker/kernel/ids";
import { emitInstallation } from "#worker/kernel/outbox";
import { sha256 } from "#worker/kernel/sha256";
import { DAY, HOUR, SECOND } from "#worker/kernel/time";
import { invitations, members, tenants } from "../tenants/tables";
import { hashPassword, verifyPassword } from "./passwords";
import { PASSWORD_MAX, PASSWORD_MIN } from "./rules";
import { accounts, sessions, users, verifications } from "./tables";

export const AUTH_PATH = "/api/v1/auth";
export const COOKIE_PREFIX = "sewa";
export const SESSION_LIFE = 7 * DAY;

const MODEL_KIND: Record<string, IdKind> = { organization: "tenant" };

/**
 * better-auth on our tables. It owns credentials, sessions and their tokens; what must be atomic with an
 * audit row or a plan limit (members, invitations, tenants) is done by our own use cases (ADR 0003).
 */
export function authFor(ctx: PublicContext, database: Database) {
	const { config, installation } = ctx;
	const link = (path: string, token: string) => `${config.APP_URL}${path}?token=${encodeURIComponent(token)}`;
	return betterAuth({
		appName: "Sewa",
		baseURL: config.APP_URL,
		basePath: AUTH_PATH,
		secret: config.AUTH_SECRET,
		trustedOrigins: (request) => [config.APP_URL, ...(request ? [new URL(request.url).origin] : [])],
		telemetry: { enabled: false },
		rateLimit: { enabled: false },
		logger: { disabled: true },
		database: drizzleAdapter(database, {
			provider: "sqlite",
			schema: {
				user: users,
				session: sessions,
				account: accounts,
				verification: verifications,
				organization: tenants,
				member: members,
				invitation: invitations,
			},
		}),
		user: {
			additionalFields: { locale: { type: "string", input: false }, timeZone: { type: "string", input: false } },
		},
		session: { expiresIn: SESSION_LIFE / SECOND, updateAge: DAY / SECOND },
		emailAndPassword: {
			enabled: true,
			requireEmailVerification: true,
			minPasswordLength: PASSWORD_MIN,
			maxPasswordLength: PASSWORD_MAX,
			password: { hash: hashPassword, verify: verifyPassword },
			revokeSessionsOnPasswordReset: true,
			resetPasswordTokenExpiresIn: HOUR / SECOND,
			sendResetPassword: async ({ user, token }) => {
				const url = link("/reset-password", token);
				const userId = user.id as never;
				await installation.batch([
					emitInstallation(ctx, installation, { type: "user.password_reset_requested", userId, url }),
				]);
			},
		},
		// Whoever reads the database does not get to reset a password with what stands there.
		verification: { storeIdentifier: { hash: sha256 } },
		emailVerification: {
			sendOnSignUp: true,
			sendOnSignIn: false,
			autoSignInAfterVerification: true,
			expiresIn: DAY / SECOND,
			sendVerificationEmail: async ({ user, token }) => {
				const url = link("/verify-email", token);
				const userId = user.id as never;
				await installation.batch([
					emitInstallation(ctx, installation, { type: "user.verification_requested", userId, url }),
				]);
			},
		},
		databaseHooks: {
			user: {
				create: {
					before: async (user) => ({ data: { ...user, locale: ctx.locale, timeZone: "Asia/Jakarta" } }),
					after: async (user) => {
						const resource = { kind: "user", id: user.id };
						const after = { email: user.email, name: user.name };
						await installation.batch([auditInstallation(ctx, { action: "user.register", resource, after })]);
					},
				},
			},
		},
		advanced: {
			cookiePrefix: COOKIE_PREFIX,
			useSecureCookies: config.APP_URL.startsWith("https:"),
			defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
			ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] },
			database: { generateId: ({ model }) => newId(kindOf(model)) },
		},
		plugins: [
			admin({ defaultRole: "user", adminRoles: ["admin"] }),
			organization({
				allowUserToCreateOrganization: false,
				schema: {
					organization: {
						additionalFields: { status: ours("string"), formats: ours("json"), updatedAt: ours("number") },
					},
					member: { fields: { organizationId: "tenantId" } },
					invitation: { fields: { organizationId: "tenantId" }, additionalFields: { sentAt: ours("number") } },
				},
			}),
		],
	});
}

/** A column that our use cases fill in; the library only has to know that it is there. */
const ours = <T extends "string" | "number" | "json">(type: T) => ({ type, required: true, input: false }) as const;

function kindOf(model: string): IdKind {
	const kind = MODEL_KIND[model] ?? model;
	if (!(kind in ID_PREFIX)) throw new RangeError(`no id prefix for ${model}`);
	return kind as IdKind;
}

export const sessionCookieName = (appUrl: string): string =>
	`${appUrl.startsWith("https:") ? "__Secure-" : ""}${COOKIE_PREFIX}.session_token`;
