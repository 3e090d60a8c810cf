import { type Route, systemRoute } from "#worker/kernel/route";
import { listTransfers, readTrialBalance } from "./read-ledger";
import { TransferPage, TransferQuery, TrialBalance } from "./schemas";

const spec = { method: "get", tag: "Ledger", permission: "system.ledger.read" } as const;

export const ledgerRoutes: Route[] = [
	systemRoute(
		{
			...spec,
			path: "/admin/ledger/trial-balance",
			summary: "Balances by account and currency; each sums to zero",
			answer: TrialBalance,
		},
		(ctx) => readTrialBalance(ctx),
	),
	systemRoute(
		{
			...spec,
			path: "/admin/ledger/transfers",
			summary: "Transfers with their entries",
			query: TransferQuery,
			answer: TransferPage,
		},
		(ctx, { query }) => listTransfers(ctx, query),
	),
];
