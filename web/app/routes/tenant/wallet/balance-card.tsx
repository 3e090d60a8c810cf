import type { Schema } from "@sewa/sdk";
import { CalendarClock } from "lucide-react";
import { formatDate, formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card } from "~/ui/card";
import { useClock } from "~/ui/clock";
import { Money } from "~/ui/money";
import { Notice } from "~/ui/notice";

type Wallet = Schema<"Wallet">;

/** What can be spent, in large; below it what the rest is and how long it lasts. */
export function BalanceCard({ wallet }: { wallet: Wallet }) {
	const { available, credit, held, settled, lowBalance } = wallet;
	const low = lowBalance !== null && available.amount < lowBalance.amount;
	return (
		<Card className="grid gap-5 p-5" aria-label={m.wallet_balance()}>
			<div className="grid gap-1">
				<p className="text-note text-ink-muted">{m.wallet_available()}</p>
				<p className="text-[2.3em]/[1.15] font-semibold tracking-tight">
					<Money value={available} />
				</p>
				<Forecast wallet={wallet} />
			</div>
			{low && (
				<Notice tone="wait" title={m.wallet_low_title()}>
					{m.wallet_low_text({ amount: formatMoney(lowBalance, getLocale()) })}
				</Notice>
			)}
			<dl className="grid gap-x-8 gap-y-4 border-t border-line pt-4 sm:grid-cols-3">
				<Part label={m.wallet_credit()} text={m.wallet_credit_text()} value={credit} />
				<Part label={m.wallet_held()} text={m.wallet_held_text()} value={held} />
				<Part label={m.wallet_settled()} text={m.wallet_settled_text()} value={settled} />
			</dl>
		</Card>
	);
}

type PartProps = { label: string; text: string; value: Wallet["credit"] };

function Part({ label, text, value }: PartProps) {
	return (
		<div className="grid content-start gap-0.5">
			<dt className="text-note text-ink-muted">{label}</dt>
			<dd className="text-[1.15em] font-semibold">
				<Money value={value} />
			</dd>
			<dd className="text-note text-pretty text-ink-muted">{text}</dd>
		</div>
	);
}

function Forecast({ wallet: { forecast } }: { wallet: Wallet }) {
	const { timeZone } = useClock();
	const locale = getLocale();
	const { spentPerDay, daysLeft, runsOutAt } = forecast;
	const words =
		runsOutAt === null || daysLeft === null
			? m.wallet_forecast_none()
			: m.wallet_forecast({
					count: daysLeft,
					date: formatDate(runsOutAt, locale, timeZone),
					amount: formatMoney(spentPerDay, locale),
				});
	return (
		<p className="flex items-start gap-2 text-ink-muted">
			<CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0" />
			<span className="text-pretty">{words}</span>
		</p>
	);
}
