import type { Schema } from "@sewa/sdk";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ButtonLink } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";
import { useMay } from "../use-may";

type Settings = Schema<"WalletSettings">;

/** What happens by itself: the notice and the automatic top-up. */
export function RulesCard({ settings }: { settings: Settings }) {
	const { lowBalance } = settings;
	const notice = lowBalance
		? m.wallet_notice_below({ amount: formatMoney(lowBalance, getLocale()) })
		: m.wallet_notice_off();
	return (
		<Card>
			<CardHeader
				title={m.wallet_rules()}
				action={
					useMay()("wallet.update") && (
						<ButtonLink to="/app/wallet/settings" size="sm">
							{m.purchase_details_change()}
						</ButtonLink>
					)
				}
			/>
			<CardBody className="py-1.5!">
				<DescriptionList
					facts={[
						{ label: m.wallet_notice(), value: notice },
						{ label: m.wallet_auto(), value: autoWords(settings) },
					]}
				/>
			</CardBody>
		</Card>
	);
}

function autoWords({ autoTopUp, threshold, amount }: Settings): string {
	if (autoTopUp === "off" || !threshold || !amount) return m.wallet_auto_off();
	const locale = getLocale();
	const words = { threshold: formatMoney(threshold, locale), amount: formatMoney(amount, locale) };
	return autoTopUp === "threshold" ? m.wallet_auto_threshold_is(words) : m.wallet_auto_target_is(words);
}
