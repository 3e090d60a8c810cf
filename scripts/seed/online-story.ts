import { and, eq } from "drizzle-orm";
import type { Id } from "#worker/kernel/ids";
import { HOUR, MINUTE } from "#worker/kernel/time";
import { invoices } from "#worker/modules/billing/invoices/tables";
import { payInvoice } from "#worker/modules/billing/payments/pay-invoice";
import { startTopUp } from "#worker/modules/billing/wallet/start-top-up";
import { type Bill, nextRenewal } from "./billing-story";
import type { Paying } from "./cast";
import type { Company } from "./tenant-story";
import type { Step } from "./timeline";

const CHANNELS = ["qris", "qris", "gopay", "bca_va", "bni_va", "echannel"] as const;

/** Opens the checkout, dawdles a little, pays; the notification does the rest. */
export function paidOnline(company: Company, buys: Paying, bill: Bill): Step[] {
	const run = async (at: number) => {
		const pay = await checkedOut(company, buys, bill, at);
		return [{ at: at + 12 * MINUTE, run: pay }];
	};
	return [{ at: bill.settledAt - HOUR, run }];
}

async function checkedOut(company: Company, buys: Paying, { invoice, index = 0 }: Bill, at: number) {
	const { stage, owner, id, random } = company;
	const method = buys.via === "stripe" ? "stripe" : "midtrans";
	const ctx = stage.tenant(at, id, owner);
	// A card that was saved may have been charged by dunning before its owner came to it.
	const open = await ctx.db.find(invoices, and(eq(invoices.id, invoice.id), eq(invoices.status, "open")));
	const payment =
		open && (await payInvoice(ctx, invoice.id, { method, amount: invoice.total, save: method === "stripe" }));
	return async (later: number): Promise<Step[]> => {
		if (!payment) return [];
		if (method === "stripe") stage.gateways.stripe.pay(payment.providerOrderId ?? "");
		else stage.gateways.midtrans.pay(payment.id, random.pick(CHANNELS));
		await stage.gateways.arrive(stage.machine(later));
		const fills =
			buys.via === "wallet" && index === 0 ? [filled(company, later + 30 * HOUR, invoice.total.amount)] : [];
		return [...fills, ...(await nextRenewal(company, buys, index, later))];
	};
}

/** Enough in the wallet for some months. */
export function filled(company: Company, at: number, price: number): Step {
	const { stage, owner, id } = company;
	const run = async (now: number) => {
		const amount = { amount: Math.ceil((price * 4) / 50_000) * 50_000, currency: "IDR" as const };
		const topUp = await startTopUp(stage.tenant(now, id, owner), { amount, provider: "midtrans" });
		const pay = async (later: number) => {
			stage.gateways.midtrans.pay(topUp.id as Id<"payment">, "qris");
			await stage.gateways.arrive(stage.machine(later));
			return undefined;
		};
		return [{ at: now + 8 * MINUTE, run: pay }];
	};
	return { at, run };
}
