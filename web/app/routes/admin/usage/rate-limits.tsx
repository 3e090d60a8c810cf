import type { Schema } from "@sewa/sdk";
import { useState } from "react";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Card, CardBody, CardFooter, CardHeader } from "~/ui/card";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { DescriptionList } from "~/ui/description-list";
import { TextBox } from "../dialog-fields";
import { BeforeAfter } from "./before-after";
import { policyName } from "./policy-words";

type Rates = Schema<"RatePolicies">;
type Rate = { requests: number; windowSeconds: number };
type RateLimitsProps = { rates: Rates; plan: string; mayWrite: boolean };

/** How fast the tenant may call: its plan's policies, or the one that staff set. */
export function RateLimits({ rates, plan, mayWrite }: RateLimitsProps) {
	return (
		<Card>
			<CardHeader
				title={m.admin_usage_rates()}
				description={m.admin_usage_rates_text()}
				action={
					rates.override ? (
						<Badge tone="info">{m.admin_usage_override()}</Badge>
					) : (
						<span className="text-note text-ink-muted">{plan}</span>
					)
				}
			/>
			<CardBody className="py-1.5!">
				<DescriptionList
					facts={rates.policies.map((policy) => ({ label: policyName(policy.name), value: rateWords(policy) }))}
				/>
			</CardBody>
			{mayWrite && (
				<CardFooter>
					{rates.override && <ClearRates rates={rates} plan={plan} />}
					<SetRates rates={rates} />
				</CardFooter>
			)}
		</Card>
	);
}

function rateWords({ requests, windowSeconds }: Rate): string {
	const count = (value: number) => formatNumber(value, getLocale());
	return m.admin_usage_rate({ requests: count(requests), seconds: count(windowSeconds) });
}

const allWords = ({ policies }: Rates): string => policies.map(rateWords).join("; ");

function SetRates({ rates }: { rates: Rates }) {
	const first = rates.override ?? rates.policies.at(-1);
	const [requests, setRequests] = useState(String(first?.requests ?? ""));
	const [seconds, setSeconds] = useState(String(first?.windowSeconds ?? ""));
	const rate = { requests: Number(requests), windowSeconds: Number(seconds) };
	return (
		<ConfirmDialog
			tone="primary"
			title={m.admin_usage_rates_title()}
			consequence={m.admin_usage_rates_consequence()}
			confirmLabel={m.admin_usage_rates_set()}
			fields={{ intent: "set-rates" }}
			trigger={<Button size="sm">{m.admin_usage_rates_set()}</Button>}
		>
			<div className="grid grid-cols-2 gap-4">
				<TextBox
					name="requests"
					label={m.admin_usage_requests()}
					type="number"
					min={1}
					max={10_000_000}
					value={requests}
					onChange={(event) => setRequests(event.target.value)}
				/>
				<TextBox
					name="windowSeconds"
					label={m.admin_usage_seconds()}
					type="number"
					min={1}
					max={86_400}
					value={seconds}
					onChange={(event) => setSeconds(event.target.value)}
				/>
			</div>
			<BeforeAfter
				before={allWords(rates)}
				after={rate.requests > 0 && rate.windowSeconds > 0 ? rateWords(rate) : "–"}
			/>
		</ConfirmDialog>
	);
}

function ClearRates({ rates, plan }: { rates: Rates; plan: string }) {
	return (
		<ConfirmDialog
			tone="primary"
			title={m.admin_usage_rates_clear_title()}
			consequence={m.admin_usage_clear_text({ plan })}
			confirmLabel={m.admin_usage_clear()}
			fields={{ intent: "clear-rates" }}
			trigger={<Button size="sm">{m.admin_usage_clear()}</Button>}
		>
			<BeforeAfter before={allWords(rates)} after={m.admin_usage_as_plan({ plan })} />
		</ConfirmDialog>
	);
}
