import type { Schema } from "@sewa/sdk";
import { formatPercent } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { Money } from "~/ui/money";

/** For each currency: the price without it, what was given away, and what was left. */
export function CouponEffect({ statistics: { discountGiven, revenue } }: { statistics: Schema<"CouponStatistics"> }) {
	return (
		<Card>
			<CardHeader title={m.admin_coupons_effect()} description={m.admin_coupons_revenue_note()} />
			<CardBody className="grid gap-5">
				{revenue.length === 0 && <p className="text-ink-muted">{m.admin_coupons_effect_none()}</p>}
				{revenue.map(({ amount, currency }) => {
					const given = discountGiven.find((sum) => sum.currency === currency)?.amount ?? 0;
					return <Effect key={currency} given={given} left={amount} currency={currency} />;
				})}
			</CardBody>
		</Card>
	);
}

function Effect({ given, left, currency }: { given: number; left: number; currency: string }) {
	const list = given + left;
	const share = list === 0 ? 0 : given / list;
	const rows = [
		{ label: m.admin_coupons_effect_list(), amount: list },
		{
			label: `${m.admin_coupons_effect_given()} (${formatPercent(share, getLocale())})`,
			amount: given === 0 ? 0 : -given,
		},
		{ label: m.admin_coupons_effect_left(), amount: left },
	];
	return (
		<div className="grid gap-2.5">
			<div aria-hidden className="flex h-2.5 overflow-hidden rounded-full bg-accent">
				<span className="bg-warm" style={{ width: `${share * 100}%` }} />
			</div>
			<dl className="grid gap-1.5">
				{rows.map(({ label, amount }) => (
					<div
						key={label}
						className="flex justify-between gap-4 last:border-t last:border-line last:pt-1.5 last:font-semibold"
					>
						<dt>{label}</dt>
						<dd>
							<Money value={{ amount, currency }} />
						</dd>
					</div>
				))}
			</dl>
		</div>
	);
}
