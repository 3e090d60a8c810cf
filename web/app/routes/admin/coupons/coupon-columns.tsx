import type { Schema } from "@sewa/sdk";
import { formatNumber } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { DateTime } from "~/ui/relative-time";
import { StatusBadge } from "~/ui/status-badge";
import type { Column } from "~/ui/table/columns";
import { worthOf } from "./coupon-words";

type Coupon = Schema<"Coupon">;

export function couponColumns(): Column<Coupon>[] {
	return [
		{
			id: "code",
			header: m.admin_coupons_code(),
			cell: (row) => <code className="font-mono font-medium">{row.code}</code>,
		},
		{ id: "name", header: m.admin_coupons_name(), cell: (row) => row.name, from: "lg" },
		{ id: "worth", header: m.admin_coupons_worth(), cell: worthOf },
		{
			id: "state",
			header: m.admin_coupons_state(),
			cell: (row) => <StatusBadge of="coupon" status={row.state} />,
		},
		{ id: "valid", header: m.admin_coupons_valid(), cell: (row) => <Validity coupon={row} />, from: "lg" },
		{ id: "uses", header: m.admin_coupons_uses(), cell: usesOf, align: "end" },
	];
}

/** From when to when it counts, in the reader's days. */
export function Validity({ coupon: { startsAt, endsAt } }: { coupon: Pick<Coupon, "startsAt" | "endsAt"> }) {
	if (!startsAt && !endsAt) return m.admin_coupons_always();
	return (
		<>
			{startsAt && (
				<>
					{m.admin_coupons_from()} <DateTime at={startsAt} />{" "}
				</>
			)}
			{endsAt && (
				<>
					{m.admin_coupons_until()} <DateTime at={Date.parse(endsAt) - 1} />
				</>
			)}
		</>
	);
}

/** `3 of 100`, or `3` without a limit. */
export function usesOf({ redemptions, maxRedemptions }: Pick<Coupon, "redemptions" | "maxRedemptions">) {
	const locale = getLocale();
	const count = formatNumber(redemptions, locale);
	const text =
		maxRedemptions === null ? count : m.admin_coupons_uses_of({ count, max: formatNumber(maxRedemptions, locale) });
	return <span className="tabular whitespace-nowrap">{text}</span>;
}
