import { CreditCard, ReceiptText } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { GiveUpPurchase } from "./give-up-purchase";
import type { OpenInvoice } from "./open-invoice.server";
import { PayLink } from "./tenant-banner";

/** Why nothing can be bought now: an order waits to be paid, or there is a paid plan already. */
export function PurchaseClosed({ change, invoice }: { change: string | null; invoice: OpenInvoice | null }) {
	if (!change)
		return (
			<EmptyState
				page
				icon={CreditCard}
				title={m.purchase_bought_title()}
				action={<ButtonLink to="/app/billing">{m.purchase_to_billing()}</ButtonLink>}
			>
				{m.purchase_bought_text()}
			</EmptyState>
		);
	return (
		<EmptyState
			page
			icon={ReceiptText}
			title={m.purchase_open_title()}
			action={
				<>
					<PayLink invoice={invoice} />
					{!invoice?.reviewing && <GiveUpPurchase id={change} size="sm" />}
				</>
			}
		>
			{invoice?.reviewing ? m.purchase_reviewing_text() : m.purchase_open_text()}
		</EmptyState>
	);
}
