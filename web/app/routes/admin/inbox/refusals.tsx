import type { Schema } from "@sewa/sdk";
import { formatDate, formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { providerName } from "../payment-providers/provider-words";

type Refusal = Schema<"WebhookRefusals">["items"][number];

const reasons: Record<string, () => string> = {
	signature_missing: m.admin_inbox_refused_signature_missing,
	signature_wrong: m.admin_inbox_refused_signature_wrong,
	too_old: m.admin_inbox_refused_too_old,
	malformed: m.admin_inbox_refused_malformed,
	too_large: m.admin_inbox_refused_too_large,
};

/** Webhooks that were not the provider's, by day and reason. Days are those of UTC, as they are counted. */
export function Refusals({ items }: { items: Refusal[] }) {
	const locale = getLocale();
	return (
		<Card className="max-w-3xl">
			<CardHeader title={m.admin_inbox_refusals()} description={m.admin_inbox_refusals_text()} />
			{items.length === 0 ? (
				<CardBody className="text-ink-muted">{m.admin_inbox_refusals_none()}</CardBody>
			) : (
				<div className="overflow-x-auto">
					<table className="w-full text-left">
						<thead className="bg-sunken text-note text-ink-muted">
							<tr>
								{[m.admin_inbox_day(), m.admin_payments_provider(), m.admin_inbox_reason()].map((head) => (
									<th key={head} scope="col" className="px-4 py-2 font-medium md:px-5">
										{head}
									</th>
								))}
								<th scope="col" className="px-4 py-2 text-right font-medium md:px-5">
									{m.admin_inbox_count()}
								</th>
							</tr>
						</thead>
						<tbody className="divide-y divide-line">
							{items.map(({ day, provider, reason, count }) => (
								<tr key={`${day} ${provider} ${reason}`}>
									<td className="tabular px-4 py-2 whitespace-nowrap md:px-5">{formatDate(day, locale, "UTC")}</td>
									<td className="px-4 py-2 md:px-5">{providerName(provider)}</td>
									<td className="px-4 py-2 md:px-5">{reasons[reason]?.() ?? reason}</td>
									<td className="tabular px-4 py-2 text-right md:px-5">{formatNumber(count, locale)}</td>
								</tr>
							))}
						</tbody>
					</table>
				</div>
			)}
		</Card>
	);
}
