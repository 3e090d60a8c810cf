import type { Schema } from "@sewa/sdk";
import { CircleCheck, Hourglass, Inbox, type LucideIcon, UserCheck } from "lucide-react";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ButtonLink } from "~/ui/button";
import { Stat, Stats } from "~/ui/stat";
import { statusWord } from "~/ui/status-words";

const STATES = ["quoted", "awaiting_payment", "awaiting_review", "applied"] as const;

/** What waits for a person first, then how many changes stand where. */
export function Counters({ center }: { center: Schema<"CommandCenter"> }) {
	return (
		<>
			<NeedsReview review={center.needsReview} />
			<Stats>
				{STATES.map((status) => (
					<Stat
						key={status}
						label={statusWord("plan_change", status).label()}
						value={formatNumber(center.planChanges[status] ?? 0, getLocale())}
						to={`/admin/command-center?status=${status}`}
					/>
				))}
			</Stats>
		</>
	);
}

function NeedsReview({ review }: { review: Schema<"CommandCenter">["needsReview"] }) {
	if (review.total === 0)
		return (
			<p className="flex items-center gap-2.5 rounded-lg border border-line bg-surface px-4 py-3.5">
				<CircleCheck aria-hidden className="size-5 shrink-0 text-ok" />
				{m.admin_command_calm()}
			</p>
		);
	return (
		<section
			aria-label={m.admin_command_needs_review()}
			className="grid gap-x-8 gap-y-3 rounded-lg border border-warm bg-warm-soft px-4 py-3.5 sm:flex sm:flex-wrap sm:items-center"
		>
			<div className="flex items-baseline gap-3">
				<p className="tabular text-[2em]/[1] font-semibold tracking-tight">{formatNumber(review.total, getLocale())}</p>
				<h2 className="font-semibold">{m.admin_command_needs_review()}</h2>
			</div>
			<div className="flex flex-wrap gap-2">
				<Waiting icon={Hourglass} count={review.payments} label={m.admin_command_payments()} to="/admin/payments" />
				<Waiting
					icon={UserCheck}
					count={review.approvals}
					label={m.admin_command_approvals()}
					to="/admin/approvals?status=waiting"
				/>
				<Waiting icon={Inbox} count={review.inbox} label={m.admin_command_inbox()} to="/admin/inbox?status=parked" />
			</div>
		</section>
	);
}

function Waiting({ icon: Icon, count, label, to }: { icon: LucideIcon; count: number; label: string; to: string }) {
	if (count === 0) return null;
	return (
		<ButtonLink to={to} size="sm" icon={<Icon aria-hidden />}>
			{label}: <span className="tabular">{formatNumber(count, getLocale())}</span>
		</ButtonLink>
	);
}
