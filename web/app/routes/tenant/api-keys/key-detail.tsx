import { Ban, Pencil, RefreshCw } from "lucide-react";
import { Link } from "react-router";
import { answer } from "~/answer.server";
import { outcome, required } from "~/api.server";
import { api, session } from "~/context";
import { m } from "~/paraglide/messages.js";
import { Button, ButtonLink } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { DescriptionList } from "~/ui/description-list";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { DateTime } from "~/ui/relative-time";
import { useMay } from "../use-may";
import type { Route } from "./+types/key-detail";
import { Environment, Expires, KeyState, KeyText, LastUsed } from "./key-columns";
import { KeySettings } from "./key-settings";
import { KeyUsage } from "./key-usage";
import { readKeyUsage } from "./key-usage.server";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: (data) => data?.key.name ?? null,
	parents: () => [{ label: m.nav_api_keys(), to: "/app/api-keys" }],
	skeleton: "detail",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.key.name ?? m.nav_api_keys()} · Sewa` },
];

export async function loader({ params: { id }, request, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const key = await required(client.GET("/api/v1/api-keys/{id}", { params: { path: { id } } }));
	const usage = await readKeyUsage(client, key, { request, now: Date.parse(context.get(session).now) });
	return { key, usage };
}

export async function action({ params: { id }, context }: Route.ActionArgs) {
	const revoked = context.get(api).DELETE("/api/v1/api-keys/{id}", { params: { path: { id } } });
	return answer(outcome(revoked), m.keys_revoked());
}

export default function KeyDetail({ loaderData: { key, usage } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader
				title={key.name}
				badge={
					<>
						<KeyState row={key} />
						<Environment of={key.environment} />
					</>
				}
				action={<KeyActions of={key} />}
			>
				<DescriptionList
					layout="strip"
					facts={[
						{ label: m.keys_key(), value: <KeyText of={key} /> },
						{ label: m.keys_last_used(), value: <LastUsed at={key.lastUsedAt} /> },
						{ label: m.keys_expires(), value: <Expires at={key.expiresAt} /> },
						{ label: m.keys_made(), value: <DateTime at={key.createdAt} /> },
						...(key.createdBy ? [{ label: m.keys_made_by(), value: key.createdBy }] : []),
					]}
				/>
			</PageHeader>
			<KeyNotice of={key} />
			<div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(19rem,1fr)]">
				<KeyUsage of={key} usage={usage} />
				<KeySettings of={key} />
			</div>
		</>
	);
}

type Key = Route.ComponentProps["loaderData"]["key"];

function KeyActions({ of: { id, name, state, replacedBy } }: { of: Key }) {
	const may = useMay();
	if (state === "revoked") return null;
	const working = state === "active" && may("api_key.create");
	return (
		<>
			{working && !replacedBy && (
				<ButtonLink to={`/app/api-keys/${id}/roll`} icon={<RefreshCw aria-hidden />}>
					{m.keys_roll()}
				</ButtonLink>
			)}
			{working && (
				<ButtonLink to={`/app/api-keys/${id}/edit`} icon={<Pencil aria-hidden />}>
					{m.keys_edit()}
				</ButtonLink>
			)}
			{may("api_key.revoke") && (
				<ConfirmDialog
					title={m.keys_revoke_title({ name })}
					consequence={<p>{m.keys_revoke_text()}</p>}
					confirmLabel={m.keys_revoke_confirm()}
					fields={{ intent: "revoke" }}
					trigger={
						<Button variant="danger-quiet" icon={<Ban aria-hidden />}>
							{m.keys_revoke()}
						</Button>
					}
				/>
			)}
		</>
	);
}

/** Why it does not work, or soon will not. */
function KeyNotice({ of: { state, replacedBy, expiresAt, revokedAt } }: { of: Key }) {
	if (state === "revoked")
		return (
			<Notice tone="ended" title={m.keys_is_revoked()}>
				{m.keys_is_revoked_text()} <DateTime at={revokedAt} withTime />
			</Notice>
		);
	if (replacedBy)
		return (
			<Notice
				tone={state === "active" ? "wait" : "ended"}
				title={state === "active" ? m.keys_is_replaced() : m.keys_was_replaced()}
				action={
					<Link to={`/app/api-keys/${replacedBy}`} className="text-accent-ink underline-offset-4 hover:underline">
						{m.keys_to_replacement()}
					</Link>
				}
			>
				{state === "active" ? m.keys_is_replaced_text() : m.keys_was_replaced_text()}{" "}
				<DateTime at={expiresAt} withTime />
			</Notice>
		);
	if (state === "expired")
		return (
			<Notice tone="ended" title={m.keys_is_expired()}>
				{m.keys_is_expired_text()}
			</Notice>
		);
	return null;
}
