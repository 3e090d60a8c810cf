import type { Schema } from "@sewa/sdk";
import { ArrowLeft, Wallet } from "lucide-react";
import { formatDate, formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { useClock } from "~/ui/clock";
import { SubmitButton } from "~/ui/form/submit-button";

type PurchaseButtonsProps = { quote: Schema<"ChangeQuote">; covered: boolean | null };

/** Ends the order: from the wallet at once where it is enough, on to the invoice, or simply done. */
export function PurchaseButtons({ quote, covered }: PurchaseButtonsProps) {
	const { timeZone } = useClock();
	const locale = getLocale();
	const date = quote.effectiveAt ? formatDate(quote.effectiveAt, locale, timeZone) : "";
	const words = {
		invoice: m.welcome_to_invoice(),
		apply: m.change_now(),
		trial: m.change_now(),
		schedule: m.change_on({ date }),
	};
	const fromWallet = quote.outcome === "invoice" && covered === true;
	return (
		// Enter presses the first button of a form, so the one that goes on comes first.
		<div className="flex flex-row-reverse flex-wrap justify-between gap-3 border-t border-line pt-5">
			<div className="flex flex-row-reverse flex-wrap justify-start gap-3 max-sm:w-full">
				{fromWallet && (
					<SubmitButton intent="wallet" size="lg" className="max-sm:w-full" icon={<Wallet aria-hidden />}>
						{m.wallet_pay_now({ amount: formatMoney(quote.total, locale) })}
					</SubmitButton>
				)}
				<SubmitButton intent="buy" size="lg" variant={fromWallet ? "secondary" : "primary"} className="max-sm:w-full">
					{fromWallet ? m.change_other_way() : words[quote.outcome]}
				</SubmitButton>
			</div>
			<SubmitButton
				intent="back"
				variant="secondary"
				size="lg"
				formNoValidate
				className="max-sm:w-full"
				icon={<ArrowLeft aria-hidden />}
			>
				{m.welcome_back()}
			</SubmitButton>
		</div>
	);
}
