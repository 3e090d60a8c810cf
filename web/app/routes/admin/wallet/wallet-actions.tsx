import { Gift, Scale } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { AmountBox, ChoiceBox, ReasonBox, TextBox } from "../dialog-fields";
import { useMay } from "../permissions";

/** Put money in or take it out, and give credit. */
export function WalletActions({ currency, idempotencyKey: key }: { currency: string; idempotencyKey: string }) {
	if (!useMay("system.wallet.adjust")) return null;
	return (
		<>
			<ConfirmDialog
				tone="primary"
				title={m.admin_wallet_grant_title()}
				consequence={m.admin_wallet_grant_text()}
				confirmLabel={m.admin_wallet_grant()}
				fields={{ intent: "grant", key }}
				trigger={<Button icon={<Gift aria-hidden />}>{m.admin_wallet_grant()}</Button>}
			>
				<ChoiceBox name="kind" label={m.admin_wallet_grant_kind()} options={grantKinds()} />
				<AmountBox currency={currency} />
				<TextBox
					name="expiresOn"
					type="date"
					label={m.admin_wallet_grant_expires()}
					help={m.admin_wallet_grant_expires_help()}
					optional
				/>
				<ReasonBox />
			</ConfirmDialog>
			<ConfirmDialog
				tone="primary"
				title={m.admin_wallet_adjust_title()}
				consequence={m.admin_wallet_adjust_text()}
				confirmLabel={m.admin_wallet_adjust()}
				fields={{ intent: "adjust", key }}
				trigger={
					<Button variant="primary" icon={<Scale aria-hidden />}>
						{m.admin_wallet_adjust()}
					</Button>
				}
			>
				<ChoiceBox
					name="direction"
					label={m.admin_wallet_direction()}
					options={[
						["credit", m.admin_wallet_direction_credit()],
						["debit", m.admin_wallet_direction_debit()],
					]}
				/>
				<AmountBox currency={currency} />
				<ReasonBox />
			</ConfirmDialog>
		</>
	);
}

export const grantKinds = () =>
	[
		["promotional", m.admin_wallet_grant_kind_promotional()],
		["paid", m.admin_wallet_grant_kind_paid()],
		["referral", m.admin_wallet_grant_kind_referral()],
		["trial", m.admin_wallet_grant_kind_trial()],
	] as const;
