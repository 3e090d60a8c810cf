import type { Schema } from "@sewa/sdk";
import { SlidersHorizontal } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";
import { Money } from "~/ui/money";
import { useMay } from "../permissions";
import { bonusDays } from "./bonus-days";

type Change = Schema<"SystemPlanChangeDetail">;

export const isAdjustable = ({ status }: Pick<Change, "status">): boolean =>
	status === "quoted" || status === "awaiting_payment";

/** What people have added to the quote, and the way to change it. */
export function AdjustmentsCard({ change }: { change: Change }) {
	const { adjustments, quote } = change;
	const mayWrite = useMay("system.plan_change.write");
	const facts = [
		...change.coupons.map((coupon) => ({
			label: `${m.admin_command_coupon()} ${coupon.code}`,
			value: coupon.bonusDays ? bonusDays(coupon.bonusDays) : <Taken amount={coupon.discount} change={change} />,
		})),
		...(adjustments.discount
			? [
					{
						label: m.admin_command_discount(),
						value: (
							<>
								<Taken amount={adjustments.discount} change={change} />
								<span className="block text-note text-ink-muted">{adjustments.discountReason}</span>
							</>
						),
					},
				]
			: []),
		...(adjustments.bonusDays
			? [{ label: m.admin_command_bonus_days(), value: bonusDays(adjustments.bonusDays) }]
			: []),
		...(quote.periodPrice
			? [{ label: m.admin_command_period_price(), value: <Money value={quote.periodPrice} /> }]
			: []),
	];
	return (
		<Card>
			<CardHeader
				title={m.admin_command_adjustments()}
				action={
					mayWrite &&
					isAdjustable(change) && (
						<ButtonLink
							to={`/admin/command-center/${change.id}/adjust`}
							size="sm"
							icon={<SlidersHorizontal aria-hidden />}
						>
							{m.admin_command_adjust()}
						</ButtonLink>
					)
				}
			/>
			<CardBody className="py-1.5!">
				{facts.length > 0 ? (
					<DescriptionList facts={facts} />
				) : (
					<p className="py-2 text-ink-muted">{m.admin_command_adjustments_none()}</p>
				)}
			</CardBody>
		</Card>
	);
}

function Taken({ amount, change }: { amount: number; change: Change }) {
	return <Money value={{ amount: amount === 0 ? 0 : -amount, currency: change.total.currency }} />;
}
