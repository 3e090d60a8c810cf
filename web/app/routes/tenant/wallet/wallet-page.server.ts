import { EntryQuery } from "#worker/modules/billing/wallet/schemas";
import { type Api, outcome, required } from "~/api.server";
import { startOfDay } from "~/calendar.server";
import { readQuery } from "~/read-query.server";
import type { Session } from "~/session.server";
import { foundOrNull } from "../found-or-null.server";
import { may } from "../may.server";
import { readOpenInvoice } from "../open-invoice.server";

/** Everything on the wallet's page, asked for at once. */
export async function readWalletPage(client: Api, found: Session, request: Request) {
	const query = statementQuery(request, found.user.timeZone);
	const { currency } = query;
	const [wallet, entries, grants, holds, waiting, reviewing, settings, subscription] = await Promise.all([
		required(client.GET("/api/v1/wallet", { params: { query: { currency } } })),
		required(client.GET("/api/v1/wallet/entries", { params: { query } })),
		required(client.GET("/api/v1/wallet/grants", { params: { query: { live: "true", limit: 20 } } })),
		required(client.GET("/api/v1/wallet/holds", { params: { query: { limit: 20 } } })),
		required(client.GET("/api/v1/wallet/top-ups", { params: { query: { status: "pending", limit: 10 } } })),
		required(client.GET("/api/v1/wallet/top-ups", { params: { query: { status: "awaiting_review", limit: 10 } } })),
		required(client.GET("/api/v1/wallet/settings")),
		foundOrNull(client.GET("/api/v1/subscription")),
	]);
	return {
		wallet,
		entries,
		settings,
		grants: grants.items,
		holds: holds.items,
		pending: [...waiting.items, ...reviewing.items],
		next: await readNext(client, found, { wallet, subscription }),
		// No money has ever moved: the page teaches instead of showing zeros.
		unused: wallet.settled.amount === 0 && entries.items.length === 0 && !new URL(request.url).search,
	};
}

/** The statement's filters; days are the person's own, the last one is included. */
function statementQuery(request: Request, timeZone: string) {
	const params = new URL(request.url).searchParams;
	const { from: _, to: __, ...query } = readQuery(request, EntryQuery);
	const from = startOfDay(params.get("since"), timeZone);
	const to = startOfDay(params.get("until"), timeZone, 1);
	return { ...query, ...(from && { from }), ...(to && { to }) };
}

type Balances = {
	wallet: { available: Amount; credit: Amount };
	subscription: { openInvoiceId: string | null; canPurchase: boolean } | null;
};
type Amount = { amount: number; currency: "IDR" | "USD" };

/** What the money could do now: pay the open invoice, or buy a plan. */
async function readNext(client: Api, found: Session, { wallet, subscription }: Balances) {
	const funds = wallet.available.amount + wallet.credit.amount;
	if (!subscription || funds === 0) return null;
	const invoice = await readOpenInvoice(client, found, subscription.openInvoiceId);
	const payable = invoice?.payable && !invoice.reviewing && invoice.total.currency === wallet.available.currency;
	if (payable) {
		const missing = Math.max(invoice.total.amount - funds, 0);
		return { kind: "invoice" as const, invoice, missing, key: crypto.randomUUID() };
	}
	// Credit alone is no reason to buy: a trial comes with some.
	if (wallet.available.amount === 0 || !subscription.canPurchase || !may(found, "plan_change.create")) return null;
	return { kind: "plan" as const, funds: { amount: funds, currency: wallet.available.currency } };
}

export type WalletNextStep = Awaited<ReturnType<typeof readNext>>;

/** Whether the wallet alone can pay this now; null where that may not be known. */
export async function coveredByWallet(client: Api, total: Amount): Promise<boolean | null> {
	const query = { currency: total.currency };
	const wallet = await outcome(client.GET("/api/v1/wallet", { params: { query } }));
	return wallet.ok ? wallet.data.available.amount + wallet.data.credit.amount >= total.amount : null;
}
