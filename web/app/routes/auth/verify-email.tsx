import { MailCheck, MailWarning, ShieldCheck } from "lucide-react";
import { data, Link, redirect, useActionData } from "react-router";
import { EmailInput } from "#worker/modules/identity/schemas";
import { outcome } from "~/api.server";
import { api } from "~/context";
import { invalidForm, parseForm, refusedForm } from "~/form.server";
import { m } from "~/paraglide/messages.js";
import { passCookies } from "~/pass-cookies.server";
import { homeOf, readSession } from "~/session.server";
import { ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import type { Route } from "./+types/verify-email";
import { AuthCard, authLinkStyle } from "./auth-card";
import { readPendingEmail, rememberPendingEmail } from "./auth-cookies.server";
import { AuthSign } from "./auth-sign";
import { ResendForm } from "./resend-form";

export const meta = () => [
	{ title: `${m.auth_verify_sent_title()} · Sewa` },
	{ name: "referrer", content: "same-origin" },
];

/** A link with a token is used up by opening it; the answer moves on to an address that can be loaded again. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const params = new URL(request.url).searchParams;
	const token = params.get("token");
	if (token) {
		const verified = await outcome(context.get(api).GET("/api/v1/auth/verify-email", { params: { query: { token } } }));
		if (verified.ok) throw redirect("/verify-email?state=verified", { headers: passCookies(verified.headers) });
		if (verified.problem.status >= 500 || verified.problem.status === 429)
			throw data(verified.problem, verified.problem.status);
		throw redirect("/verify-email?state=expired");
	}
	const state = params.get("state");
	// Opening the link may sign the person in; then the way on is not the sign-in page.
	const found = state === "verified" ? await readSession(context) : null;
	const next = found ? homeOf(found) : "/sign-in";
	return {
		state: state === "verified" || state === "expired" ? state : "sent",
		email: readPendingEmail(request),
		next,
	};
}

export async function action({ request, context }: Route.ActionArgs) {
	const submission = parseForm(await request.formData(), EmailInput);
	if (submission.status !== "success") return invalidForm(submission);
	const sent = await outcome(context.get(api).POST("/api/v1/auth/send-verification-email", { body: submission.value }));
	if (!sent.ok) return refusedForm(submission, sent.problem);
	const headers = { "Set-Cookie": rememberPendingEmail(request, submission.value.email) };
	return data({ resent: true, lastResult: submission.reply({}) }, { headers });
}

export default function VerifyEmail({ loaderData: { state, email, next } }: Route.ComponentProps) {
	const resent = useActionData<{ resent?: boolean }>()?.resent;
	const signIn = (
		<Link to="/sign-in" className={authLinkStyle}>
			{m.auth_back_to_sign_in()}
		</Link>
	);
	if (state === "verified")
		return (
			<AuthCard title={m.auth_verify_done_title()} text={m.auth_verify_done_text()}>
				<AuthSign icon={ShieldCheck} tone="ok" />
				<ButtonLink to={next} variant="primary" size="lg" wide>
					{next === "/sign-in" ? m.auth_sign_in_action() : m.auth_verify_go_on()}
				</ButtonLink>
			</AuthCard>
		);
	const expired = state === "expired";
	const sentText = email ? m.auth_verify_sent_text({ email }) : m.auth_verify_sent_unknown();
	return (
		<AuthCard
			title={expired ? m.auth_verify_expired_title() : m.auth_verify_sent_title()}
			text={expired ? m.auth_verify_expired_text() : sentText}
			footer={signIn}
		>
			<AuthSign icon={expired ? MailWarning : MailCheck} tone={expired ? "wait" : "info"} />
			{resent && (
				<Notice tone="ok" live>
					{m.auth_verify_resent()}
				</Notice>
			)}
			<ResendForm email={email} />
		</AuthCard>
	);
}
