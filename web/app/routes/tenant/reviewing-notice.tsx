import type { Schema } from "@sewa/sdk";
import { formatDateTime, formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Button } from "~/ui/button";
import { useClock } from "~/ui/clock";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { Notice } from "~/ui/notice";
import { useMay } from "./use-may";

/** The payment waits for review; whoever submitted it too early may take it back. */
export function ReviewingNotice({ payment }: { payment: Schema<"Payment"> }) {
	const { timeZone } = useClock();
	const locale = getLocale();
	const takeBack = useMay()("payment.cancel") && (
		<ConfirmDialog
			title={m.pay_take_back_title()}
			consequence={m.pay_take_back_text()}
			confirmLabel={m.pay_take_back()}
			fields={{}}
			action={`/app/payments/${payment.id}/cancel`}
			trigger={<Button size="sm">{m.pay_take_back()}</Button>}
		/>
	);
	return (
		<Notice tone="info" title={m.home_reviewing_title()} action={takeBack}>
			{m.pay_reviewing_text({
				amount: formatMoney(payment.amount, locale),
				reference: payment.reference,
				at: formatDateTime(payment.createdAt, locale, timeZone),
			})}
		</Notice>
	);
}
