import { and, desc, eq, gt } from "drizzle-orm";
import type { UserActor } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { DAY, HOUR, iso, MINUTE } from "#worker/kernel/time";
import { createCoupon } from "#worker/modules/billing/coupons/manage-coupons";
import { CouponInput } from "#worker/modules/billing/coupons/schemas";
import { invoices } from "#worker/modules/billing/invoices/tables";
import { payInvoice } from "#worker/modules/billing/payments/pay-invoice";
import { payments } from "#worker/modules/billing/payments/tables";
import { changePlan } from "#worker/modules/billing/plan-changes/change-plan";
import { requestRefund } from "#worker/modules/billing/refunds/request-refund";
import { cancelSubscription } from "#worker/modules/billing/subscriptions/cancel-subscription";
import { pauseSubscription } from "#worker/modules/billing/subscriptions/pause-subscription";
import { adjustWallet } from "#worker/modules/billing/wallet/adjust-wallet";
import type { Act } from "./cast";
import { filled } from "./online-story";
import type { Stage } from "./stage";
import { type Company, dayAgo } from "./tenant-story";
import type { Step } from "./timeline";

/** What the installation offered besides its plans. */
export function openingMeasures(stage: Stage, { admin }: { admin: UserActor }, opening: number): Step[] {
	const coupons = [
		{ code: "HEMAT20", name: "Diskon 20% pembelian pertama", kind: "percent", value: 20, firstPurchaseOnly: true },
		{ code: "GROWTH100", name: "Potongan Rp 100.000 paket Growth", kind: "fixed", value: 100_000, currency: "IDR" },
		{ code: "COBA14", name: "Masa uji coba 14 hari lebih lama", kind: "trial_extension", value: 14 },
		{ code: "LEBARAN", name: "Promo Lebaran", kind: "percent", value: 10, endsAt: iso(stage.now - 90 * DAY) },
	].map((terms) => CouponInput.parse({ ...terms, ...(terms.code === "GROWTH100" && { planCodes: ["growth"] }) }));
	const run = async (at: number) => {
		for (const coupon of coupons) await createCoupon(stage.system(at, admin), coupon);
		return undefined;
	};
	return [{ at: opening + HOUR, run }];
}

/** What a tenant, or the staff for it, did about its plan or money. */
export function acted(company: Company): Step[] {
	const { practised } = company.stage.gateways;
	return (company.tenant.acts ?? [])
		.filter(({ act }) => practised || !AT_GATEWAYS.has(act))
		.map(({ act, days }) => {
			const at = dayAgo(company.stage.now, days) + 11 * HOUR;
			return act === "top_up" ? filled(company, at, 37_500) : { at, run: (now) => ACTS[act](company, now) };
		});
}

/** What needs a gateway that plays along. */
const AT_GATEWAYS: ReadonlySet<Act> = new Set(["upgrade", "refund", "dispute", "top_up"]);

type Doing = (company: Company, at: number) => Promise<Step[] | undefined>;

const ACTS: Record<Exclude<Act, "top_up">, Doing> = {
	upgrade: async (company, at) => {
		const { stage, id, owner } = company;
		const change = await changePlan(stage.tenant(at, id, owner), {
			plan: "growth",
			interval: "month",
			currency: "IDR",
		});
		const { invoice, total } = change;
		if (!invoice) return undefined;
		const payment = await payInvoice(stage.tenant(at, id, owner), invoice.id, { method: "midtrans", amount: total });
		const pay = async (later: number) => {
			stage.gateways.midtrans.pay(payment.id, "qris");
			await stage.gateways.arrive(stage.machine(later));
			return undefined;
		};
		return [{ at: at + 6 * MINUTE, run: pay }];
	},
	downgrade_later: async ({ stage, id, owner }, at) => {
		await changePlan(stage.tenant(at, id, owner), { plan: "starter", interval: "month", currency: "IDR" });
		return undefined;
	},
	cancel_later: async ({ stage, id, owner }, at) => {
		await cancelSubscription(stage.tenant(at, id, owner), { when: "period_end", reason: "Hanya jualan musiman." });
		return undefined;
	},
	pause: async ({ stage, id, owner }, at) => {
		await pauseSubscription(stage.tenant(at, id, owner), { until: iso(stage.now + 30 * DAY) });
		return undefined;
	},
	goodwill: async ({ stage, id, staff }, at) => {
		const amount = { amount: 50_000, currency: "IDR" as const };
		const reason = "Permintaan maaf atas gangguan layanan 28 Oktober.";
		await adjustWallet(stage.system(at, staff.operator), id, { direction: "credit", amount, reason });
		return undefined;
	},
	paid_ahead: async ({ stage, id, staff }, at) => {
		// Above what one person may decide: it waits for a second one.
		const amount = { amount: 75_000_000, currency: "IDR" as const };
		const reason = "Transfer untuk tiga tahun ke depan, nomor kliring 4471.";
		await adjustWallet(stage.system(at, staff.operator), id, { direction: "credit", amount, reason });
		return undefined;
	},
	refund: async ({ stage, id, staff }, at) => {
		const payment = await lastPaid({ stage, id }, at);
		if (!payment) return undefined;
		const amount = { amount: Math.floor(payment.amount / 2), currency: payment.currency };
		const reason = "Kompensasi setengah bulan karena impor data gagal.";
		await requestRefund(stage.system(at, staff.operator), payment.id, { amount, reason });
		const confirm = async (later: number) => {
			await stage.gateways.arrive(stage.machine(later));
			return undefined;
		};
		return [{ at: at + 26 * HOUR, run: confirm }];
	},
	dispute: async ({ stage, id }, at) => {
		const payment = await lastPaid({ stage, id }, at);
		if (payment?.providerTransactionId) stage.gateways.stripe.dispute(payment.providerTransactionId);
		await stage.gateways.arrive(stage.machine(at));
		return undefined;
	},
};

async function lastPaid({ stage, id }: { stage: Stage; id: Id<"tenant"> }, at: number) {
	const { db } = stage.tenant(at, id);
	const where = and(eq(payments.status, "succeeded"), gt(payments.settledAt, 0));
	const [row] = await db.list(payments, { where, orderBy: [desc(payments.settledAt)], limit: 1 });
	const invoice = row?.invoiceId && (await db.find(invoices, eq(invoices.id, row.invoiceId)));
	return invoice ? row : undefined;
}
