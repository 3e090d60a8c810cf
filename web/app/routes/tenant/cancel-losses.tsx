import type { Schema } from "@sewa/sdk";
import { ArrowRight } from "lucide-react";
import { formatBytes, formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { CardBody } from "~/ui/card";

type Limits = Schema<"Limits">;

/** What is allowed now and what remains; only what becomes less. */
export function CancelLosses({ before, after }: { before: Limits; after: Limits | null }) {
	const rows = [
		["users", m.pricing_users(), formatNumber],
		["branches", m.pricing_branches(), formatNumber],
		["storageBytes", m.pricing_storage(), formatBytes],
		["apiCalls", m.pricing_api_calls(), formatNumber],
		["inferences", m.pricing_inferences(), formatNumber],
	] as const;
	const locale = getLocale();
	const words = (value: number | null, write: typeof formatNumber) =>
		value === null ? m.pricing_unlimited() : write(value, locale);
	const lost = rows.filter(([name]) => (before[name] ?? Infinity) > (after ? (after[name] ?? Infinity) : 0));
	return (
		<CardBody className="py-1.5!">
			<dl className="divide-y divide-line">
				{lost.map(([name, label, write]) => (
					<div key={name} className="flex items-baseline justify-between gap-4 py-2.5">
						<dt className="text-ink-muted">{label}</dt>
						<dd className="tabular flex items-center gap-1.5 whitespace-nowrap">
							<s className="text-ink-muted">{words(before[name], write)}</s>
							<ArrowRight aria-hidden className="size-3.5 text-ink-faint" />
							<span className="font-medium">{words(after ? after[name] : 0, write)}</span>
						</dd>
					</div>
				))}
			</dl>
		</CardBody>
	);
}
