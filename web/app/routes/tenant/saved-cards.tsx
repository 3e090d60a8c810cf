import type { Schema } from "@sewa/sdk";
import { CreditCard, ExternalLink } from "lucide-react";
import { useEffect } from "react";
import { data, useFetcher } from "react-router";
import { answer } from "~/answer.server";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { isProblem } from "~/problem";
import { problemMessage } from "~/problem-message";
import { Button, buttonStyle } from "~/ui/button";
import { Card } from "~/ui/card";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { EmptyState } from "~/ui/empty-state";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { DateTime } from "~/ui/relative-time";
import type { Route } from "./+types/saved-cards";
import { channelName } from "./payment-words";
import { useMay } from "./use-may";

export const handle = {
	crumb: () => m.cards_title(),
	parents: () => [{ label: m.nav_payments(), to: "/app/payments" }],
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.cards_title()} · Sewa` }];

export async function loader({ context }: Route.LoaderArgs) {
	return required(context.get(api).GET("/api/v1/saved-means"));
}

export async function action({ request, context }: Route.ActionArgs) {
	const client = context.get(api);
	const form = await request.formData();
	if (form.get("intent") === "portal") {
		const portal = await outcome(client.POST("/api/v1/saved-means/portal"));
		return portal.ok ? { portal: portal.data.url } : data({ problem: portal.problem }, portal.problem.status);
	}
	const path = { id: String(form.get("id")) };
	const forgotten = outcome(client.DELETE("/api/v1/saved-means/{id}", { params: { path } }));
	return answer(forgotten, m.cards_forgotten({ card: String(form.get("label")) }));
}

export default function SavedCards({ loaderData: { items }, actionData }: Route.ComponentProps) {
	const may = useMay()("payment.create");
	const atStripe = items.some(({ provider }) => provider === "stripe");
	return (
		<>
			<PageHeader title={m.cards_title()} description={m.cards_lead()} action={may && atStripe && <Portal />} />
			{actionData && "portal" in actionData && <PortalReady url={actionData.portal} />}
			{items.length === 0 ? (
				<EmptyState icon={CreditCard} title={m.cards_none()}>
					{m.cards_none_text()}
				</EmptyState>
			) : (
				<Card className="max-w-2xl">
					<ul className="divide-y divide-line">
						{items.map((item) => (
							<SavedCard key={item.id} means={item} mayForget={may} />
						))}
					</ul>
				</Card>
			)}
		</>
	);
}

function SavedCard({ means, mayForget }: { means: Schema<"SavedMeans">; mayForget: boolean }) {
	const { id, label, createdAt } = means;
	return (
		<li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3.5 md:px-5">
			<span aria-hidden className="grid size-10 shrink-0 place-items-center rounded-lg bg-sunken text-ink-muted">
				<CreditCard className="size-5" />
			</span>
			<span className="grid min-w-0 flex-1">
				<span className="tabular font-medium">{label}</span>
				<span className="text-note text-ink-muted">
					{channelName("card")} · Stripe · {m.cards_saved_at()} <DateTime at={createdAt} />
				</span>
			</span>
			{mayForget && (
				<ConfirmDialog
					title={m.cards_forget_title({ card: label })}
					consequence={m.cards_forget_text()}
					confirmLabel={m.cards_forget()}
					fields={{ id, label }}
					trigger={
						<Button size="sm" variant="danger-quiet">
							{m.cards_forget()}
						</Button>
					}
				/>
			)}
		</li>
	);
}

/** The provider's page is on another origin, where no form may lead: the script goes there, or a link does. */
function Portal() {
	const fetcher = useFetcher<typeof action>();
	const answered = fetcher.data;
	const url = answered && "portal" in answered ? answered.portal : null;
	useEffect(() => {
		if (url) window.location.assign(url);
	}, [url]);
	return (
		<>
			{answered && "problem" in answered && isProblem(answered.problem) && (
				<Notice tone="bad" live>
					{problemMessage(answered.problem)}
				</Notice>
			)}
			<fetcher.Form method="post">
				<Button
					type="submit"
					name="intent"
					value="portal"
					pending={fetcher.state !== "idle" || url !== null}
					icon={<ExternalLink aria-hidden />}
				>
					{m.cards_portal()}
				</Button>
			</fetcher.Form>
		</>
	);
}

function PortalReady({ url }: { url: string }) {
	return (
		<Notice
			tone="ok"
			title={m.cards_portal_ready()}
			action={
				<a href={url} className={buttonStyle({ size: "sm", variant: "primary" })}>
					{m.cards_portal_go()}
				</a>
			}
		/>
	);
}
