import type { Schema } from "@sewa/sdk";
import { CircleCheck, Clock, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { cn } from "~/ui/cn";
import { RelativeTime } from "~/ui/relative-time";

type Row = {
	id: string;
	icon: LucideIcon;
	title: string;
	note?: ReactNode;
	to: string;
	action: string;
	first?: boolean;
};

/** What waits for a person, most urgent first. */
export function Attention({ overview }: { overview: Schema<"Overview"> }) {
	const rows = rowsOf(overview);
	if (rows.length === 0)
		return (
			<p className="flex items-center gap-2.5 rounded-lg border border-line bg-surface px-4 py-3.5">
				<CircleCheck aria-hidden className="size-5 shrink-0 text-ok" />
				{m.admin_overview_calm()}
			</p>
		);
	return (
		<section
			aria-label={m.admin_overview_attention()}
			className="overflow-hidden rounded-lg border border-warm bg-surface"
		>
			<h2 className="border-b border-line bg-warm-soft px-4 py-2.5 font-semibold">{m.admin_overview_attention()}</h2>
			<ul className="divide-y divide-line">
				{rows.map(({ id, icon: Icon, title, note, to, action, first }) => (
					<li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
						<Icon aria-hidden className={cn("size-5 shrink-0", first ? "text-wait" : "text-ink-faint")} />
						<span className="grid min-w-0 flex-1">
							<span className="font-medium">{title}</span>
							{note && <span className="text-note text-ink-muted">{note}</span>}
						</span>
						<ButtonLink to={to} size="sm" variant={first ? "primary" : "secondary"}>
							{action}
						</ButtonLink>
					</li>
				))}
			</ul>
		</section>
	);
}

function rowsOf({ awaitingReview, openInvoices, tenants }: Schema<"Overview">): Row[] {
	const overdue = openInvoices.reduce((sum, row) => sum + row.overdue, 0);
	const closing = tenants.find((row) => row.status === "closing")?.count ?? 0;
	const rows: (Row | false)[] = [
		awaitingReview.count > 0 && {
			id: "payments",
			icon: Clock,
			title: m.admin_overview_waiting({ count: awaitingReview.count }),
			note: (
				<>
					{m.admin_overview_oldest()} <RelativeTime at={awaitingReview.oldestAt} />
				</>
			),
			to: "/admin/payments",
			action: m.admin_overview_review(),
			first: true,
		},
		overdue > 0 && {
			id: "invoices",
			icon: TriangleAlert,
			title: m.admin_overview_overdue({ count: overdue }),
			note: m.admin_overview_overdue_note(),
			to: "/admin/invoices?overdue=true",
			action: m.admin_overview_see_invoices(),
		},
		closing > 0 && {
			id: "closing",
			icon: Clock,
			title: m.admin_overview_closing({ count: closing }),
			to: "/admin/tenants?status=closing",
			action: m.admin_overview_see_tenants(),
		},
	];
	return rows.filter((row) => row !== false);
}
