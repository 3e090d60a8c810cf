import type { Schema } from "@sewa/sdk";
import { Settings, WalletMinimal } from "lucide-react";
import { useActionData } from "react-router";
import { api, session } from "~/context";
import { m } from "~/paraglide/messages.js";
import { isProblem } from "~/problem";
import { problemMessage } from "~/problem-message";
import { ButtonLink } from "~/ui/button";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page-header";
import { Segmented } from "~/ui/segmented";
import { useMay } from "../use-may";
import type { Route } from "./+types/wallet";
import { BalanceCard } from "./balance-card";
import { GrantsCard } from "./grants-card";
import { HoldsCard } from "./holds-card";
import { payFromWallet } from "./pay-from-wallet.server";
import { PendingTopUps } from "./pending-top-ups";
import { RulesCard } from "./rules-card";
import { Statement } from "./statement";
import { WalletEmpty } from "./wallet-empty";
import { WalletNext } from "./wallet-next";
import { readWalletPage } from "./wallet-page.server";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = { crumb: () => m.nav_wallet(), skeleton: "detail" } satisfies CrumbHandle;
export const meta: Route.MetaFunction = () => [{ title: `${m.nav_wallet()} · Sewa` }];

export async function loader({ request, context }: Route.LoaderArgs) {
	return readWalletPage(context.get(api), context.get(session), request);
}

export async function action({ request, context }: Route.ActionArgs) {
	return payFromWallet(context.get(api), await request.formData());
}

export default function WalletPage({ loaderData }: Route.ComponentProps) {
	const { wallet, entries, grants, holds, pending, next, settings, unused } = loaderData;
	const answered = useActionData<typeof action>();
	return (
		<>
			<PageHeader title={m.nav_wallet()} description={m.wallet_lead()} action={<WalletActions wallet={wallet} />} />
			{answered && isProblem(answered.problem) && (
				<Notice tone="bad" live>
					{problemMessage(answered.problem)}
				</Notice>
			)}
			<PendingTopUps payments={pending} />
			{unused ? (
				<>
					<WalletEmpty waiting={pending.length > 0} />
					{grants.length > 0 && <GrantsCard grants={grants} />}
				</>
			) : (
				<>
					<WalletNext next={next} />
					<div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
						<div className="grid min-w-0 gap-6">
							<BalanceCard wallet={wallet} />
							<Statement entries={entries} />
						</div>
						<div className="grid gap-5">
							<RulesCard settings={settings} />
							<GrantsCard grants={grants} />
							<HoldsCard holds={holds} />
						</div>
					</div>
				</>
			)}
		</>
	);
}

type WalletActionsProps = { wallet: Schema<"Wallet"> };

function WalletActions({ wallet: { currency, currencies } }: WalletActionsProps) {
	const may = useMay();
	const of = (code: string) => `?currency=${code}`;
	return (
		<>
			{currencies.length > 1 && (
				<Segmented
					label={m.wallet_currency()}
					segments={currencies.map((code) => ({ label: code, to: of(code), current: code === currency }))}
				/>
			)}
			{may("wallet.update") && (
				<ButtonLink to="/app/wallet/settings" icon={<Settings aria-hidden />}>
					{m.wallet_settings()}
				</ButtonLink>
			)}
			{may("wallet.top_up") && (
				<ButtonLink to={`/app/wallet/top-up${of(currency)}`} variant="primary" icon={<WalletMinimal aria-hidden />}>
					{m.wallet_top_up()}
				</ButtonLink>
			)}
		</>
	);
}
