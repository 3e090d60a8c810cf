import type { Schema } from "@sewa/sdk";
import { CalendarPlus } from "lucide-react";
import { formatDate } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Button } from "~/ui/button";
import { useClock } from "~/ui/clock";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { ReasonBox, TextBox } from "../dialog-fields";

type ExtendTrialDialogProps = { subscription: Schema<"Subscription">; idempotencyKey: string };

/** More days for a trial that runs. */
export function ExtendTrialDialog({ subscription, idempotencyKey }: ExtendTrialDialogProps) {
	const { timeZone } = useClock();
	const { id, trialEndsAt } = subscription;
	const date = trialEndsAt ? formatDate(trialEndsAt, getLocale(), timeZone) : "";
	return (
		<ConfirmDialog
			tone="primary"
			title={m.admin_tenants_extend_trial_title()}
			consequence={m.admin_tenants_extend_trial_text({ date })}
			confirmLabel={m.admin_tenants_extend_trial()}
			fields={{ intent: "extend-trial", subscriptionId: id, key: idempotencyKey }}
			trigger={
				<Button size="sm" icon={<CalendarPlus aria-hidden />}>
					{m.admin_tenants_extend_trial()}
				</Button>
			}
		>
			<TextBox
				name="days"
				label={m.admin_tenants_extend_trial_days()}
				type="number"
				inputMode="numeric"
				min={1}
				max={365}
				defaultValue={7}
			/>
			<ReasonBox help={m.admin_tenants_extend_trial_reason()} />
		</ConfirmDialog>
	);
}
