import { eq } from "drizzle-orm";
import { decodeJwt } from "jose";
import * as z from "zod";
import { auditInstallation } from "#worker/kernel/audit";
import type { PublicContext, UserActor } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { refuseReusedPassword, refuseWeakPassword, userOfResetToken } from "./judge-new-password";
import { countFailure, forgetFailures, refuseIfLocked } from "./lockout";
import {
	ChangePasswordInput,
	EmailInput,
	ResetPasswordInput,
	SetActiveInput,
	SignInInput,
	SignUpInput,
} from "./schemas";
import { users } from "./tables";

type Call<I> = { ctx: PublicContext; input: I; actor: UserActor | null };

/**
 * One endpoint of better-auth that the outside may reach, with what we check before and record after.
 * Everything not in this table answers 404: the library's other endpoints would bypass our permissions.
 */
export type AuthEndpoint<S extends z.ZodType = z.ZodType> = {
	method: "GET" | "POST";
	summary: string;
	input: S;
	/** Counted against the caller's address and, where there is one, the e-mail. */
	credential?: true;
	signedIn?: true;
	before?(call: Call<z.output<S>>): Promise<void>;
	after?(call: Call<z.output<S>>, status: number): Promise<void>;
};

const endpoint = <S extends z.ZodType>(spec: AuthEndpoint<S>) => spec as unknown as AuthEndpoint;

async function record(ctx: PublicContext, action: string, userId: string) {
	const resource = { kind: "user", id: userId };
	await ctx.installation.batch([auditInstallation(ctx, { action, resource })]);
}

async function recordByEmail(ctx: PublicContext, action: string, email: string) {
	const user = await ctx.installation.find(users, eq(users.email, email));
	if (user) await record({ ...ctx, actor: { ...user, kind: "user", systemRole: null } }, action, user.id);
}

export const AUTH_ENDPOINTS: Record<string, AuthEndpoint> = {
	"/sign-up/email": endpoint({
		method: "POST",
		summary: "Register; a verification mail is sent. An address that is taken gets the same answer",
		input: SignUpInput,
		credential: true,
		before: async ({ input }) =>
			refuseWeakPassword(input.password, [input.name, input.email, input.email.split("@")[0] ?? ""], "/password"),
	}),
	"/sign-in/email": endpoint({
		method: "POST",
		summary: "Sign in; sets the session cookie",
		input: SignInInput,
		credential: true,
		before: ({ ctx, input }) => refuseIfLocked(ctx, input.email),
		after: async ({ ctx, input }, status) => {
			if (status === 401) return countFailure(ctx, input.email);
			if (status !== 200) return;
			await Promise.all([forgetFailures(ctx, input.email), recordByEmail(ctx, "user.sign_in", input.email)]);
		},
	}),
	"/sign-out": endpoint({
		method: "POST",
		summary: "Sign out; ends the session",
		input: z.object({}),
		after: async ({ ctx, actor }, status) => {
			if (status === 200 && actor) await record({ ...ctx, actor }, "user.sign_out", actor.id);
		},
	}),
	"/send-verification-email": endpoint({
		method: "POST",
		summary: "Send the verification mail again",
		input: EmailInput,
		credential: true,
	}),
	"/verify-email": endpoint({
		method: "GET",
		summary: "Verify the address; the link's token works once and for a day",
		input: z.object({ token: z.string().min(1).max(2000) }),
		credential: true,
		before: async ({ ctx, input }) => {
			const user = await userOfVerificationToken(ctx, input.token);
			if (!user || user.emailVerified) throw new AppError("invalid_token", "This link was used or is not valid.");
		},
		after: async ({ ctx, input }, status) => {
			const user = status === 200 ? await userOfVerificationToken(ctx, input.token) : undefined;
			if (user)
				await record({ ...ctx, actor: { ...user, kind: "user", systemRole: null } }, "user.verify_email", user.id);
		},
	}),
	"/request-password-reset": endpoint({
		method: "POST",
		summary: "Send a mail with a reset link, if the address is known",
		input: EmailInput,
		credential: true,
	}),
	"/reset-password": endpoint({
		method: "POST",
		summary: "Set a new password with the token of the mail; ends all sessions",
		input: ResetPasswordInput,
		credential: true,
		before: async ({ ctx, input }) => {
			const user = await userOfResetToken(ctx, input.token);
			refuseWeakPassword(input.newPassword, [user.name, user.email], "/newPassword");
			await refuseReusedPassword(ctx, user.id, input.newPassword, "/newPassword");
			const actor = { ...user, kind: "user" as const, systemRole: null };
			await Promise.all([forgetFailures(ctx, user.email), record({ ...ctx, actor }, "user.reset_password", user.id)]);
		},
	}),
	"/change-password": endpoint({
		method: "POST",
		summary: "Change the password of the signed-in user",
		input: ChangePasswordInput,
		credential: true,
		signedIn: true,
		before: async ({ ctx, input, actor }) => {
			if (!actor) throw new AppError("unauthenticated");
			refuseWeakPassword(input.newPassword, [actor.name, actor.email], "/newPassword");
			await refuseReusedPassword(ctx, actor.id, input.newPassword, "/newPassword");
		},
		after: async ({ ctx, actor }, status) => {
			if (status === 200 && actor) await record({ ...ctx, actor }, "user.change_password", actor.id);
		},
	}),
	"/organization/set-active": endpoint({
		method: "POST",
		summary: "Choose the tenant that requests without the header Sewa-Tenant are about",
		input: SetActiveInput,
		signedIn: true,
	}),
};

/** The library verifies the token's signature afterwards; here it only tells whose it claims to be. */
async function userOfVerificationToken(ctx: PublicContext, token: string) {
	try {
		const email = z.string().parse(decodeJwt(token).email);
		return await ctx.installation.find(users, eq(users.email, email));
	} catch (cause) {
		throw new AppError("invalid_token", "This link is not valid.", { cause });
	}
}
