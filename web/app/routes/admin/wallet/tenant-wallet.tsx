import { EntryQuery } from "#worker/modules/billing/wallet/schemas";
import { required } from "~/api.server";
import { api, session } from "~/context";
import { defaultTimeZone } from "~/format";
import { m } from "~/paraglide/messages.js";
import { readQuery } from "~/read-query.server";
import type { CrumbHandle } from "~/ui/frame/crumbs";
import { PageHeader } from "~/ui/page-header";
import type { Route } from "./+types/tenant-wallet";
import { actOnWallet } from "./act-on-wallet.server";
import { Grants, Holds } from "./grants-and-holds";
import { Statement } from "./statement";
import { WalletActions } from "./wallet-actions";
import { WalletBalances } from "./wallet-balances";

export { reloadAfterAction as shouldRevalidate } from "~/reload-after-action";

export const handle = {
	crumb: (data?: Route.ComponentProps["loaderData"]) => data?.wallet.tenant.name ?? null,
	parents: () => [{ label: m.nav_tenants(), to: "/admin/tenants" }],
	skeleton: "detail",
} satisfies CrumbHandle;
export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${m.admin_wallet_title({ tenant: loaderData?.wallet.tenant.name ?? "" })} · Sewa` },
];

export async function loader({ request, params, context }: Route.LoaderArgs) {
	const client = context.get(api);
	const path = { tenantId: params.id };
	const query = readQuery(request, EntryQuery);
	const wallet = await required(client.GET("/api/v1/admin/wallets/{tenantId}", { params: { path } }));
	const currency = query.currency ?? wallet.wallets[0]?.currency ?? "IDR";
	const asked = { params: { path, query: { ...query, currency } } };
	const entries = await required(client.GET("/api/v1/admin/wallets/{tenantId}/entries", asked));
	return { wallet, entries, currency, key: crypto.randomUUID() };
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const zone = context.get(session).user.timeZone ?? defaultTimeZone;
	return actOnWallet(context.get(api), params.id, await request.formData(), zone);
}

export default function TenantWallet({ loaderData: { wallet, entries, currency, key } }: Route.ComponentProps) {
	return (
		<>
			<PageHeader
				title={m.admin_wallet_title({ tenant: wallet.tenant.name })}
				action={<WalletActions currency={currency} idempotencyKey={key} />}
			/>
			<WalletBalances wallets={wallet.wallets} />
			<div className="grid items-start gap-5 xl:grid-cols-2">
				<Grants grants={wallet.grants} />
				<Holds holds={wallet.holds} idempotencyKey={key} />
			</div>
			<Statement page={entries} currency={currency} currencies={wallet.wallets.map((one) => one.currency)} />
		</>
	);
}
