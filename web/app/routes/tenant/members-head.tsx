import type { Schema } from "@sewa/sdk";
import { Link } from "react-router";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { PageHeader } from "~/ui/page-header";
import { Tabs } from "~/ui/tabs";
import { InviteDialog } from "./invite-dialog";
import { SeatBar } from "./plan-limits";
import { useMay } from "./use-may";

type MembersHeadProps = { seats: Schema<"SeatUse">; formKey: string };

/** Title, seats and the two lists of who is in and who is asked in. */
export function MembersHead({ seats, formKey }: MembersHeadProps) {
	const may = useMay();
	return (
		<>
			<PageHeader
				title={m.nav_members()}
				description={m.team_lead()}
				action={may("member.invite") && <InviteDialog formKey={formKey} />}
			>
				<SeatLine seats={seats} />
			</PageHeader>
			<Tabs
				label={m.nav_members()}
				tabs={[
					{ label: m.nav_members(), to: "/app/members", end: true },
					{ label: m.team_invitations(), to: "/app/members/invitations" },
				]}
			/>
		</>
	);
}

function SeatLine({ seats: { used, limit } }: { seats: Schema<"SeatUse"> }) {
	const locale = getLocale();
	const count = formatNumber(used, locale);
	if (limit === null) return <p className="text-ink-muted">{m.home_seats_unlimited({ used: count })}</p>;
	const full = used >= limit;
	return (
		<div className="grid max-w-md gap-1.5">
			<p className="flex flex-wrap justify-between gap-x-4 text-ink-muted">
				<span className="tabular">{m.home_seats_of({ used: count, limit: formatNumber(limit, locale) })}</span>
				{full && limit > 0 && (
					<Link to="/pricing" className="text-accent-ink underline underline-offset-4">
						{m.team_larger_plans()}
					</Link>
				)}
			</p>
			<SeatBar used={used} limit={limit} />
		</div>
	);
}
