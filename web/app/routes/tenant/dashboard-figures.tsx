import type { Schema } from "@sewa/sdk";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Money } from "~/ui/money";
import { DateTime, RelativeTime } from "~/ui/relative-time";
import { Stat, Stats } from "~/ui/stat";
import { statusWord } from "~/ui/status-words";

type Figures = { subscription: Schema<"SubscriptionDetail">; seats: Schema<"SeatUse">; money: boolean };

export function DashboardFigures({ subscription, seats, money }: Figures) {
	return (
		<Stats>
			<Stat
				label={m.home_plan()}
				value={subscription.planName}
				note={statusWord("subscription", subscription.status).label()}
				to="/app/billing"
			/>
			<EndFigure subscription={subscription} />
			<SeatFigure seats={seats} counts={subscription.status !== "pending"} />
			{money && (
				<Stat
					label={m.home_credit()}
					value={<Money value={subscription.promoCredit ?? { amount: 0, currency: subscription.currency }} />}
					note={m.home_credit_note()}
					to="/app/billing"
				/>
			)}
		</Stats>
	);
}

function EndFigure({ subscription: { status, trialEndsAt, periodEnd } }: Pick<Figures, "subscription">) {
	const trial = status === "trialing";
	const end = trial ? trialEndsAt : periodEnd;
	return (
		<Stat
			label={trial ? m.home_trial_ends() : m.home_period_ends()}
			value={<DateTime at={end} />}
			note={end ? !trial && <RelativeTime at={end} /> : m.home_no_period()}
			to="/app/billing"
		/>
	);
}

function SeatFigure({ seats: { used, limit }, counts }: Pick<Figures, "seats"> & { counts: boolean }) {
	const locale = getLocale();
	const full = counts && limit !== null && limit > 0 && used >= limit;
	const count = formatNumber(used, locale);
	return (
		<Stat
			label={m.home_members()}
			value={limit === null || !counts ? count : `${count} / ${formatNumber(limit, locale)}`}
			note={full ? m.home_seats_full() : m.home_seats_note()}
			attention={full}
			to="/app/members"
		/>
	);
}
