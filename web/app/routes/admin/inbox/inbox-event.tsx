import type { Schema } from "@sewa/sdk";
import { RotateCw } from "lucide-react";
import { answer } from "~/answer.server";
import { outcome, required } from "~/api.server";
import { api } from "~/context";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Button } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { CodeId } from "~/ui/code-id";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { DescriptionList } from "~/ui/description-list";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { DateTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import { providerName } from "../payment-providers/provider-words";
import { useMay } from "../permissions";
import { TextLink } from "../text-link";
import type { Route } from "./+types/inbox-event";
import { EventBody } from "./event-body";
import { breakable, claimWord, noteWords } from "./inbox-words";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => data?.kind ?? null,
	parents: () => [{ label: m.admin_inbox_title(), to: "/admin/inbox" }],
	skeleton: "detail",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.kind ?? m.admin_inbox_title()} · Sewa` },
];

export async function loader({ params, context }: Route.LoaderArgs) {
	return required(context.get(api).GET("/api/v1/admin/inbox/{id}", { params: { path: { id: params.id } } }));
}

export async function action({ params, context }: Route.ActionArgs) {
	const path = { id: params.id };
	const replayed = outcome(context.get(api).POST("/api/v1/admin/inbox/{id}/replay", { params: { path } }));
	return answer(replayed, m.admin_inbox_replayed());
}

export default function InboxEvent({ loaderData: event }: Route.ComponentProps) {
	const mayReplay = useMay("system.inbox.replay");
	const { status } = event;
	const note = event.note && noteWords(event.note);
	return (
		<>
			<PageHeader
				title={breakable(event.kind)}
				badge={<StatusBadge of="inbox" status={status} />}
				description={providerName(event.provider)}
				action={
					mayReplay && (
						<ConfirmDialog
							tone="primary"
							title={m.admin_inbox_replay_title()}
							consequence={m.admin_inbox_replay_text()}
							confirmLabel={m.admin_inbox_replay()}
							fields={{}}
							trigger={<Button icon={<RotateCw aria-hidden />}>{m.admin_inbox_replay()}</Button>}
						/>
					)
				}
			/>
			{status === "parked" && (
				<Notice tone="wait" title={m.admin_inbox_parked_title()}>
					{note}
				</Notice>
			)}
			{status === "failed" && (
				<Notice tone="bad" title={m.admin_inbox_failed_title()}>
					{note}
				</Notice>
			)}
			<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)]">
				<Card>
					<CardHeader title={m.admin_inbox_event()} />
					<CardBody className="py-1.5">
						<DescriptionList facts={factsOf(event)} />
					</CardBody>
				</Card>
				<EventBody body={event.body} />
			</div>
		</>
	);
}

function factsOf({ orderId, reference, paymentId, claims, note, ...event }: Schema<"InboxEventDetail">) {
	const count = (value: number) => <span className="tabular">{formatNumber(value, getLocale())}</span>;
	return [
		{
			label: m.admin_inbox_payment(),
			value: paymentId ? (
				<TextLink to={`/admin/payments/${paymentId}`}>{m.admin_inbox_see_payment()}</TextLink>
			) : (
				m.admin_none()
			),
		},
		{
			label: m.admin_inbox_order(),
			value: (orderId ?? reference) ? <CodeId value={orderId ?? reference ?? ""} /> : m.admin_none(),
		},
		{ label: m.admin_inbox_claims(), value: claims ? claimWord(claims) : m.admin_none() },
		{ label: m.admin_inbox_note(), value: note ? noteWords(note) : m.admin_none() },
		{ label: m.admin_inbox_event_id(), value: <CodeId value={event.eventId} /> },
		{ label: m.admin_inbox_deliveries(), value: count(event.deliveries) },
		{ label: m.admin_inbox_attempts(), value: count(event.attempts) },
		{ label: m.admin_inbox_received(), value: <DateTime at={event.receivedAt} withTime /> },
		{ label: m.admin_inbox_processed(), value: <DateTime at={event.processedAt} withTime /> },
	];
}
