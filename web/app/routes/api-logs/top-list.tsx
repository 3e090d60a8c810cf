import type { ReactNode } from "react";
import { Link } from "react-router";
import { formatNumber, formatPercent } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";

type Row = { id: string; name: ReactNode; to: string; requests: number; errorRate: number };

/** Who or what has most requests; each narrows the log to itself. */
export function TopList({ title, rows }: { title: string; rows: Row[] }) {
	const locale = getLocale();
	return (
		<Card>
			<CardHeader title={title} />
			{rows.length === 0 ? (
				<CardBody className="text-ink-muted">{m.api_logs_top_none()}</CardBody>
			) : (
				<ol className="divide-y divide-line">
					{rows.map(({ id, name, to, requests, errorRate }) => (
						<li key={id}>
							<Link
								to={to}
								preventScrollReset
								className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-3 px-4 py-2 transition-colors hover:bg-hover md:px-5"
							>
								<span className="min-w-0 wrap-anywhere">{name}</span>
								<span className="text-right whitespace-nowrap">
									<span className="tabular font-medium">{formatNumber(requests, locale)}</span>
									<span className="tabular ml-2 text-note text-ink-muted max-sm:ml-0 max-sm:block">
										{m.api_logs_errors_share({ percent: formatPercent(errorRate, locale) })}
									</span>
								</span>
							</Link>
						</li>
					))}
				</ol>
			)}
		</Card>
	);
}
