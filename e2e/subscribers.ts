import { randomUUID } from "node:crypto";
import type { Schema } from "@sewa/sdk";
import { openApi, post } from "./api.ts";
import { BILLING, type Founder, found } from "./people.ts";
import { signedIn } from "./sessions.ts";

/** Acts as the demo's administrator. */
export async function asAdmin<T>(
	url: string,
	act: (api: Awaited<ReturnType<typeof openApi>>) => Promise<T>,
): Promise<T> {
	const api = await openApi(url, await signedIn(url, "admin"));
	return act(api).finally(() => api.dispose());
}

/** Puts money into the wallet of an organisation, as the back office does. */
export function credit(url: string, { tenant }: Founder, amount: number): Promise<unknown> {
	const money = { amount, currency: "IDR" };
	const adjustment = { direction: "credit", amount: money, reason: "Paid at the counter" };
	return asAdmin(url, (api) => post(api, `/admin/wallets/${tenant.id}/adjustments`, adjustment));
}

/** A coupon of its own for a test, so that none is used up by another. */
export async function makeCoupon(url: string, percent: number): Promise<string> {
	const code = `HEMAT-${randomUUID().slice(0, 8).toUpperCase()}`;
	const coupon = { code, name: `${percent} per cent off`, kind: "percent", value: percent };
	await asAdmin(url, (api) => post(api, "/admin/coupons", coupon));
	return code;
}

type Bought = { plan: string; left: number };

/** An organisation with a plan that was paid from its wallet a moment ago; `left` rupiah are still in the wallet. */
export async function subscribed(url: string, name: string, shop: string, { plan, left }: Bought): Promise<Founder> {
	const owner = await found(url, name, shop);
	const api = await openApi(url, owner.session);
	const billing = { ...BILLING, email: owner.email };
	const change = await post<Schema<"PlanChange">>(api, "/plan-changes", { plan, interval: "month", billing });
	const wallet = (await (await api.get("/api/v1/wallet")).json()) as Schema<"Wallet">;
	await credit(url, owner, change.total.amount - wallet.credit.amount + left);
	const paid = { method: "wallet", amount: change.total };
	await post(api, `/invoices/${change.invoice?.id}/payments`, paid);
	await api.dispose();
	return owner;
}
