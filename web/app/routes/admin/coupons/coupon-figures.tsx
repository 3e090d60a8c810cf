import type { Schema } from "@sewa/sdk";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Stat, Stats } from "~/ui/stat";
import { MoneySums } from "../tenants/money-sums";

/** What the coupon cost and brought. */
export function CouponFigures({ statistics }: { statistics: Schema<"CouponStatistics"> }) {
	const { redemptions, discountGiven, revenue, newCustomers } = statistics;
	const locale = getLocale();
	return (
		<Stats>
			<Stat
				label={m.admin_coupons_redeemed()}
				value={formatNumber(redemptions.redeemed, locale)}
				note={redemptions.reserved > 0 && m.admin_coupons_redeemed_note({ count: redemptions.reserved })}
			/>
			<Stat
				label={m.admin_coupons_given()}
				value={<MoneySums sums={discountGiven} />}
				note={m.admin_coupons_given_note()}
			/>
			<Stat
				label={m.admin_coupons_revenue()}
				value={<MoneySums sums={revenue} />}
				note={m.admin_coupons_revenue_note()}
			/>
			<Stat
				label={m.admin_coupons_new_customers()}
				value={formatNumber(newCustomers, locale)}
				note={m.admin_coupons_new_customers_note()}
			/>
		</Stats>
	);
}
