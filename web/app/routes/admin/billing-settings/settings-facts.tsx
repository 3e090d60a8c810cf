import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";
import { Money } from "~/ui/money";
import { policyWord, settingLabels } from "./policy-words";

/** The settings for whoever may look but not change. */
export function SettingsFacts({ settings }: { settings: Schema<"BillingSettings"> }) {
	const labels = settingLabels();
	const { upgrade, downgrade, interval, clawback } = settings.changePolicy;
	return (
		<Card className="max-w-3xl">
			<CardBody className="py-1.5!">
				<DescriptionList
					facts={[
						{ label: labels["changePolicy.upgrade"], value: policyWord(upgrade) },
						{ label: labels["changePolicy.downgrade"], value: policyWord(downgrade) },
						{ label: labels["changePolicy.interval"], value: policyWord(interval) },
						{ label: m.admin_billing_clawback(), value: clawback ? m.admin_coupons_yes() : m.admin_coupons_no() },
						{ label: labels.dunningDays, value: settings.dunningDays.join(", ") },
						{ label: labels.graceDays, value: settings.graceDays },
						{ label: labels.cancelAfterDays, value: settings.cancelAfterDays },
						{ label: labels.maxPauseDays, value: settings.maxPauseDays },
						{ label: labels.trialReminderDays, value: settings.trialReminderDays },
						{
							label: labels.fourEyesAbove,
							value: <Money value={{ amount: settings.fourEyesAbove, currency: "IDR" }} />,
						},
					]}
				/>
			</CardBody>
		</Card>
	);
}
