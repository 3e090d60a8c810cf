import type { Schema } from "@sewa/sdk";
import { formatMoney, formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Money } from "~/ui/money";
import { Stat, Stats } from "~/ui/stat";
import { TextLink } from "../text-link";
import { monthName } from "./months";

type FiguresProps = { overview: Schema<"Overview">; months: string[]; currency: "IDR" | "USD" };

/** Five figures, each with what it is compared to and the list behind it. */
export function Figures({ overview, months, currency }: FiguresProps) {
	const locale = getLocale();
	const number = (value: number) => formatNumber(value, locale);
	const live = liveSubscriptions(overview);
	const open = overview.openInvoices.find((row) => row.currency === currency);
	const all = overview.tenants.reduce((sum, row) => sum + row.count, 0);
	const active = overview.tenants.find((row) => row.status === "active")?.count ?? 0;
	const { last30Days, before } = overview.newTenants;
	const newBefore = m.admin_overview_new_before({ before: number(before) });
	return (
		<Stats>
			<Revenue overview={overview} months={months} currency={currency} />
			<Stat
				label={m.admin_overview_open()}
				value={<Money value={{ amount: open?.amount ?? 0, currency }} />}
				note={m.admin_overview_open_note({ count: open?.count ?? 0 })}
				to="/admin/invoices?status=open"
			/>
			<Stat
				label={m.admin_overview_active()}
				value={number(active)}
				note={m.admin_overview_active_note({ all: number(all) })}
				to="/admin/tenants?status=active"
			/>
			<Stat
				label={m.admin_overview_new()}
				value={number(last30Days)}
				{...(before > 0 ? { trend: { change: last30Days - before, text: newBefore } } : { note: newBefore })}
				to="/admin/tenants?sort=-createdAt"
			/>
			<Stat
				label={m.admin_overview_paying()}
				value={number(live.paying)}
				note={
					<TextLink to="/admin/tenants?subscription=trialing">
						{m.admin_overview_trialing({ count: live.trialing })}
					</TextLink>
				}
				to="/admin/tenants?subscription=active"
			/>
		</Stats>
	);
}

function Revenue({ overview, months, currency }: FiguresProps) {
	const locale = getLocale();
	const [before = "", now = ""] = months.slice(-2);
	const of = (month: string) =>
		overview.revenue.find((row) => row.month === month && row.currency === currency)?.amount ?? 0;
	const [earned, compared] = [of(now), of(before)];
	return (
		<Stat
			label={m.admin_overview_revenue({ month: monthName(now, locale) })}
			value={<Money value={{ amount: earned, currency }} />}
			note={m.admin_overview_all_of({
				amount: formatMoney({ amount: compared, currency }, locale),
				month: monthName(before, locale),
			})}
			to="/admin/invoices?status=paid"
		/>
	);
}

function liveSubscriptions({ subscriptions }: Schema<"Overview">) {
	const count = (status: string) =>
		subscriptions.filter((row) => row.status === status).reduce((sum, row) => sum + row.count, 0);
	return { paying: count("active"), trialing: count("trialing") };
}
