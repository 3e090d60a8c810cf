import { MailX, UserPlus } from "lucide-react";
import { data, Form, redirect, useActionData } from "react-router";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { passCookies } from "~/pass-cookies.server";
import type { Problem } from "~/problem";
import { problemMessage } from "~/problem-message";
import { readSession } from "~/session.server";
import { Button, ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { ErrorSummary } from "~/ui/error-summary";
import { SubmitButton } from "~/ui/form/submit-button";
import { Notice } from "~/ui/notice";
import { DateTime } from "~/ui/relative-time";
import { roleName } from "../tenant/role-words";
import type { Route } from "./+types/invitation";
import { rememberInvitation } from "./invitation-cookie.server";

export const meta: Route.MetaFunction = () => [
	{ title: `${m.join_title()} · Sewa` },
	{ name: "robots", content: "noindex" },
];

export async function loader({ request, params, context }: Route.LoaderArgs) {
	const [offer, found] = await Promise.all([
		required(context.get(api).GET("/api/v1/invitations/{id}/offer", { params: { path: { id: params.id } } })),
		readSession(context),
	]);
	const open = offer.status === "pending";
	const headers = { "Set-Cookie": rememberInvitation(request, open ? params.id : null) };
	return data({ offer, email: found?.user.email ?? null }, { headers });
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const client = context.get(api);
	const accepted = await outcome(
		client.POST("/api/v1/invitations/{id}/accept", { params: { path: { id: params.id } } }),
	);
	if (!accepted.ok && accepted.problem.status === 401)
		throw redirect(`/sign-in?next=${encodeURIComponent(`/invitations/${params.id}`)}`);
	if (!accepted.ok) return data({ problem: accepted.problem }, accepted.problem.status);
	const body = { organizationId: accepted.data.tenantId };
	const entered = await outcome(client.POST("/api/v1/auth/organization/set-active", { body }));
	const headers = passCookies(entered.headers);
	headers.append("Set-Cookie", rememberInvitation(request, null));
	throw redirect("/app", { headers });
}

export default function Invitation({ loaderData: { offer, email }, params }: Route.ComponentProps) {
	const problem = useActionData<{ problem?: Problem }>()?.problem;
	if (offer.status !== "pending") return <Closed status={offer.status} signedIn={email !== null} />;
	return (
		<Card className="mx-auto mt-[6dvh] grid w-full max-w-md gap-5 p-6 shadow-lift sm:p-8">
			<span className="grid size-11 place-items-center rounded-lg bg-accent-soft text-accent-ink">
				<UserPlus aria-hidden className="size-5.5" />
			</span>
			<div className="grid gap-1.5">
				<h1 className="text-2xl font-semibold tracking-tight">{m.join_heading({ tenant: offer.tenant })}</h1>
				<p className="text-pretty text-ink-muted">
					{m.join_text({ by: offer.invitedBy, role: roleName(offer.role), email: offer.email })}
				</p>
			</div>
			{problem && <ErrorSummary errors={[problemMessage(problem)]} occasion={problem} />}
			{email === null && <SignInFirst id={params.id} />}
			{email !== null && email !== offer.email && <OtherAddress email={email} invited={offer.email} />}
			{email === offer.email && (
				<Form method="post">
					<SubmitButton size="lg" wide>
						{m.join_action({ tenant: offer.tenant })}
					</SubmitButton>
				</Form>
			)}
			<p className="text-sm text-ink-muted">
				{m.join_until()} <DateTime at={offer.expiresAt} />
			</p>
		</Card>
	);
}

function SignInFirst({ id }: { id: string }) {
	const next = new URLSearchParams({ next: `/invitations/${id}` });
	return (
		<div className="grid gap-2.5">
			<ButtonLink to={`/sign-in?${next}`} variant="primary" size="lg" wide>
				{m.join_sign_in()}
			</ButtonLink>
			<ButtonLink to={`/sign-up?${next}`} size="lg" wide>
				{m.join_sign_up()}
			</ButtonLink>
		</div>
	);
}

function OtherAddress({ email, invited }: { email: string; invited: string }) {
	return (
		<Notice tone="wait" title={m.join_other_title()}>
			<p>{m.join_other_text({ email, invited })}</p>
			<Form method="post" action="/sign-out" className="mt-2.5">
				<Button type="submit">{m.frame_sign_out()}</Button>
			</Form>
		</Notice>
	);
}

function Closed({ status, signedIn }: { status: "accepted" | "canceled" | "expired"; signedIn: boolean }) {
	const words = {
		accepted: [m.join_accepted_title(), m.join_accepted_text()],
		canceled: [m.join_canceled_title(), m.join_canceled_text()],
		expired: [m.join_expired_title(), m.join_expired_text()],
	} as const;
	const [title, text] = words[status];
	return (
		<EmptyState
			page
			icon={status === "accepted" ? UserPlus : MailX}
			title={title}
			action={
				<ButtonLink to={signedIn ? "/app" : "/sign-in"} variant="primary">
					{signedIn ? m.join_to_app() : m.join_sign_in()}
				</ButtonLink>
			}
		>
			{text}
		</EmptyState>
	);
}
