import type { Schema } from "@sewa/sdk";
import { CircleCheck, CirclePause, FlaskConical, PlugZap, Radio, Settings } from "lucide-react";
import type { ReactNode } from "react";
import { useFetcher } from "react-router";
import { m } from "~/paraglide/messages.js";
import { isProblem } from "~/problem";
import { problemMessage } from "~/problem-message";
import { channelName } from "~/routes/tenant/payment-words";
import { Badge } from "~/ui/badge";
import { Button, ButtonLink } from "~/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";
import { Notice } from "~/ui/notice";
import { RelativeTime } from "~/ui/relative-time";
import { useToastOf } from "~/ui/use-toast-of";
import type { action } from "./provider-list";
import { isGateway, providerName, providerText } from "./provider-words";

type ProviderCardProps = { provider: Schema<"PaymentProvider">; mayWrite: boolean };

/** A provider's state, and for a gateway its keys, its connection and the way to change them. */
export function ProviderCard({ provider, mayWrite }: ProviderCardProps) {
	const { code, enabled } = provider;
	return (
		<Card className="flex flex-col">
			<CardHeader
				title={
					<span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
						{providerName(code)}
						<span className="flex flex-wrap gap-1.5">
							{isGateway(code) && <ModeBadge mode={provider.mode} />}
							<Badge tone={enabled ? "ok" : "ended"} icon={enabled ? CircleCheck : CirclePause}>
								{enabled ? m.admin_providers_on() : m.admin_providers_off()}
							</Badge>
						</span>
					</span>
				}
				description={providerText(code)}
			/>
			{isGateway(code) && (
				<>
					<CardBody className="grow py-1.5">
						<DescriptionList facts={factsOf(provider)} />
					</CardBody>
					{mayWrite && <ProviderButtons code={code} canCheck={provider.keys !== "none"} />}
				</>
			)}
		</Card>
	);
}

function ModeBadge({ mode }: { mode: "test" | "live" }) {
	return mode === "live" ? (
		<Badge tone="info" icon={Radio}>
			{m.admin_providers_live()}
		</Badge>
	) : (
		<Badge tone="wait" icon={FlaskConical}>
			{m.admin_providers_test()}
		</Badge>
	);
}

const keyWords = {
	stored: m.admin_providers_keys_stored,
	variables: m.admin_providers_keys_variables,
	none: m.admin_providers_keys_none,
	not_needed: m.admin_providers_keys_none,
};

const SHOWN = 5;

function factsOf({ keys, hint, methods, checkedAt, checkError }: Schema<"PaymentProvider">) {
	const names = [...new Set(methods.map(channelName))];
	const rest = names.length - SHOWN;
	const picks = [...names.slice(0, SHOWN), ...(rest > 0 ? [m.admin_providers_more({ count: rest })] : [])];
	return [
		{
			label: m.admin_providers_keys(),
			value: (
				<span className="grid gap-0.5">
					{keyWords[keys]()}
					{hint && <code className="font-mono text-note break-all text-ink-muted">{hint}</code>}
				</span>
			),
		},
		...(names.length > 0 ? [{ label: m.admin_providers_methods(), value: picks.join(", ") }] : []),
		{ label: m.admin_providers_checked(), value: <Connection at={checkedAt} error={checkError} /> },
	];
}

function Connection({ at, error }: { at: string | null; error: string | null }): ReactNode {
	if (!at) return <span className="text-ink-muted">{m.admin_providers_checked_never()}</span>;
	return (
		<span className="grid gap-0.5">
			<span className={error ? "text-bad" : "text-ok"}>
				{error ? m.admin_providers_checked_bad() : m.admin_providers_checked_ok()} <RelativeTime at={at} />
			</span>
			{error && <span className="text-note wrap-anywhere text-ink-muted">{error}</span>}
		</span>
	);
}

function ProviderButtons({ code, canCheck }: { code: string; canCheck: boolean }) {
	const checker = useFetcher<typeof action>();
	const answered = checker.data;
	useToastOf(answered);
	return (
		<>
			{answered && !("toast" in answered) && (
				<CardBody className="pt-0">
					<Notice tone="bad" live>
						{"problem" in answered && isProblem(answered.problem)
							? problemMessage(answered.problem)
							: m.admin_providers_check_bad({ provider: providerName(code) })}
					</Notice>
				</CardBody>
			)}
			<CardFooter>
				{canCheck && (
					<checker.Form method="post">
						<Button
							type="submit"
							name="check"
							value={code}
							pending={checker.state !== "idle"}
							icon={<PlugZap aria-hidden />}
						>
							{m.admin_providers_check()}
						</Button>
					</checker.Form>
				)}
				<ButtonLink to={`/admin/payment-providers/${code}`} icon={<Settings aria-hidden />}>
					{m.admin_providers_change()}
				</ButtonLink>
			</CardFooter>
		</>
	);
}
