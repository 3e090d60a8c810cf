import type { Schema } from "@sewa/sdk";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { providerName } from "./payment-words";

/** A checkout of this invoice is still open, such as a virtual account that is paid at the bank. */
export function OpenCheckout({ payment }: { payment: Schema<"Payment"> }) {
	const see = (
		<ButtonLink to={`/app/payments/${payment.id}`} size="sm">
			{m.pay_open_see()}
		</ButtonLink>
	);
	return (
		<Notice tone="wait" title={m.pay_open_title()} action={see}>
			{m.pay_open_text({ amount: formatMoney(payment.amount, getLocale()), gateway: providerName(payment) })}
		</Notice>
	);
}
