import type { Schema } from "@sewa/sdk";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { AmountBox, TextBox } from "../dialog-fields";
import { useMay } from "../permissions";

/** Give held money back or spend it. The hold of a refund ends with its refund alone. */
export function HoldActions({ hold, idempotencyKey: key }: { hold: Schema<"WalletHold">; idempotencyKey: string }) {
	const ofRefund = hold.referenceId.startsWith("rfd_");
	if (!useMay("system.wallet.adjust") || hold.status !== "held" || ofRefund) return null;
	const amount = formatMoney(hold.amount, getLocale());
	return (
		<span className="flex gap-2">
			<ConfirmDialog
				tone="primary"
				title={m.admin_wallet_release_title({ amount })}
				consequence={m.admin_wallet_release_text()}
				confirmLabel={m.admin_wallet_release()}
				fields={{ intent: "release", key, holdId: hold.id }}
				trigger={<Button size="sm">{m.admin_wallet_release()}</Button>}
			/>
			<ConfirmDialog
				tone="primary"
				title={m.admin_wallet_finalise_title()}
				consequence={m.admin_wallet_finalise_text({ amount })}
				confirmLabel={m.admin_wallet_finalise()}
				fields={{ intent: "finalise", key, holdId: hold.id }}
				trigger={<Button size="sm">{m.admin_wallet_finalise()}</Button>}
			>
				<AmountBox currency={hold.amount.currency} initial={hold.amount.amount} />
				<TextBox name="product" label={m.admin_wallet_product()} defaultValue="platform" maxLength={40} />
			</ConfirmDialog>
		</span>
	);
}
