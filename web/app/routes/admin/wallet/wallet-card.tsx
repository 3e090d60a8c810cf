import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { DescriptionList } from "~/ui/description-list";
import { Money } from "~/ui/money";

/** The wallet in the tenant's page: what there is, and the way to the whole of it. */
export function WalletCard({ tenantId, wallet }: { tenantId: string; wallet: Schema<"TenantWallet"> | null }) {
	if (!wallet) return null;
	const facts = wallet.wallets.flatMap(({ available, credit, held }) => [
		{ label: m.admin_wallet_available(), value: <Money value={available} /> },
		...(credit.amount > 0 ? [{ label: m.admin_wallet_credit(), value: <Money value={credit} /> }] : []),
		...(held.amount > 0 ? [{ label: m.admin_wallet_held(), value: <Money value={held} /> }] : []),
	]);
	return (
		<Card>
			<CardHeader
				title={m.admin_wallet_card()}
				action={
					<ButtonLink to={`/admin/tenants/${tenantId}/wallet`} size="sm">
						{m.admin_wallet_card_see()}
					</ButtonLink>
				}
			/>
			<CardBody className="py-1.5!">
				{facts.length > 0 ? (
					<DescriptionList facts={facts} />
				) : (
					<p className="py-2 text-ink-muted">{m.admin_wallet_none()}</p>
				)}
			</CardBody>
		</Card>
	);
}
