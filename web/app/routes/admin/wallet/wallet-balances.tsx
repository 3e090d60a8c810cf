import type { Schema } from "@sewa/sdk";
import { Wallet } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { EmptyState } from "~/ui/empty-state";
import { Money } from "~/ui/money";
import { Stat, Stats } from "~/ui/stat";

/** What there is in each currency; four figures a wallet. */
export function WalletBalances({ wallets }: { wallets: Schema<"TenantWallet">["wallets"] }) {
	if (wallets.length === 0)
		return (
			<EmptyState icon={Wallet} title={m.admin_wallet_none()}>
				{m.admin_wallet_none_text()}
			</EmptyState>
		);
	return wallets.map((wallet) => (
		<Stats key={wallet.currency}>
			<Stat label={m.admin_wallet_available()} value={<Money value={wallet.available} />} />
			<Stat label={m.admin_wallet_credit()} value={<Money value={wallet.credit} />} />
			<Stat label={m.admin_wallet_held()} value={<Money value={wallet.held} />} />
			<Stat label={m.admin_wallet_settled()} value={<Money value={wallet.settled} />} />
		</Stats>
	));
}
