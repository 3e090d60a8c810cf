import { type Route, tenantRoute } from "#worker/kernel/route";
import { PaymentPage, PaymentView } from "../payments/schemas";
import { adminWalletRoutes } from "./admin-routes";
import { exportEntries } from "./export-entries";
import { listEntries } from "./list-entries";
import { readWalletSettings, updateWalletSettings } from "./manage-settings";
import { listGrants } from "./read-grants";
import { listHolds } from "./read-holds";
import { readWallet } from "./read-wallet";
import {
	EntryExportQuery,
	EntryPage,
	EntryQuery,
	GrantPage,
	GrantQuery,
	HoldPage,
	HoldQuery,
	TopUpInput,
	TopUpQuery,
	WalletQuery,
	WalletSettings,
	WalletView,
} from "./schemas";
import { listTopUps, startTopUp } from "./start-top-up";

const tag = "Wallet";
const read = { method: "get", tag, permission: "wallet.read" } as const;

export const walletRoutes: Route[] = [
	tenantRoute(
		{ ...read, path: "/wallet", summary: "Balances, and how long they last", query: WalletQuery, answer: WalletView },
		(ctx, { query }) => readWallet(ctx, query),
	),
	tenantRoute(
		{
			...read,
			path: "/wallet/entries",
			summary: "The statement with its running balance",
			query: EntryQuery,
			answer: EntryPage,
		},
		(ctx, { query }) => listEntries(ctx, query),
	),
	tenantRoute(
		{
			...read,
			path: "/wallet/entries.csv",
			summary: "The statement as CSV, at most 10,000 rows",
			query: EntryExportQuery,
			answer: { binary: "text/csv" },
		},
		(ctx, { query }) => exportEntries(ctx, query),
	),
	tenantRoute(
		{ ...read, path: "/wallet/top-ups", summary: "Top-ups", query: TopUpQuery, answer: PaymentPage },
		(ctx, { query }) => listTopUps(ctx, query),
	),
	tenantRoute(
		{
			method: "post",
			path: "/wallet/top-ups",
			tag,
			summary: "Put money into the wallet: at a gateway, or by hand with a reference",
			permission: "wallet.top_up",
			body: TopUpInput,
			answer: PaymentView,
			status: 201,
			idempotent: true,
			errors: ["currency_mismatch", "conflict", "provider_refused", "provider_unavailable"],
		},
		(ctx, { body }) => startTopUp(ctx, body),
	),
	tenantRoute(
		{ ...read, path: "/wallet/grants", summary: "Credit that was granted", query: GrantQuery, answer: GrantPage },
		(ctx, { query }) => listGrants(ctx, query),
	),
	tenantRoute(
		{ ...read, path: "/wallet/holds", summary: "Money that is set aside", query: HoldQuery, answer: HoldPage },
		(ctx, { query }) => listHolds(ctx, query),
	),
	tenantRoute(
		{ ...read, path: "/wallet/settings", summary: "Notices and automatic top-ups", answer: WalletSettings },
		(ctx) => readWalletSettings(ctx),
	),
	tenantRoute(
		{
			method: "put",
			path: "/wallet/settings",
			tag,
			summary: "Change notices and automatic top-ups",
			permission: "wallet.update",
			body: WalletSettings,
			answer: WalletSettings,
		},
		(ctx, { body }) => updateWalletSettings(ctx, body),
	),
	...adminWalletRoutes,
];
