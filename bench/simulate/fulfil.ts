import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { cancelPayment } from "#worker/modules/billing/payments/cancel-payment";
import { checkPayment } from "#worker/modules/billing/payments/check-payment";
import { payInvoice } from "#worker/modules/billing/payments/pay-invoice";
import type { PaymentView } from "#worker/modules/billing/payments/schemas";
import { cancelPlanChange } from "#worker/modules/billing/plan-changes/cancel-plan-change";
import { changePlan } from "#worker/modules/billing/plan-changes/change-plan";
import { requestRefund } from "#worker/modules/billing/refunds/request-refund";
import { foundTenant } from "#worker/modules/billing/sign-up/found-tenant";
import { cancelSubscription } from "#worker/modules/billing/subscriptions/cancel-subscription";
import { pauseSubscription } from "#worker/modules/billing/subscriptions/pause-subscription";
import { resumeSubscription } from "#worker/modules/billing/subscriptions/resume-subscription";
import { updateWalletSettings } from "#worker/modules/billing/wallet/manage-settings";
import { startTopUp } from "#worker/modules/billing/wallet/start-top-up";
import { changeTenantStatus } from "#worker/modules/tenants/change-status";
import type { TenantEvent } from "#worker/modules/tenants/rules";
import { atTheGateway, dispute } from "./at-the-gateway";
import { type Customer, TEMPERAMENTS, type Temperament } from "./customers";
import type { Ending, Intention, Means, Wish } from "./decide";
import type { Stage } from "./stage";
import { plan, type World } from "./world";

const BILLING = {
	email: "keuangan@pelanggan.example",
	address: "Jl. Melati No. 8",
	city: "Bandung",
	state: "Jawa Barat",
	postalCode: "40115",
	country: "ID",
	npwp: null,
};
const METHOD = {
	qris: "midtrans",
	va: "midtrans",
	card: "stripe",
	"snap card": "midtrans",
	"saved card": "stripe",
	bank: "bca",
	wallet: "wallet",
};

/** A customer's first day. */
export function signUp(world: World, customer: Customer, at: number): void {
	const { plan: code, interval, currency, tries }: Temperament = TEMPERAMENTS[customer.mood];
	const run = async (stage: Stage) => {
		if (customer.tenantId) return "";
		const input = { name: customer.name, plan: code, interval, currency, ...(!tries && { billing: BILLING }) };
		const founded = await foundTenant(stage.user(world.clock.now, customer.owner), input);
		customer.tenantId = founded.tenant.id;
		return `${founded.subscription.status}${founded.invoice ? `, owes ${founded.invoice.total.amount}` : ""}`;
	};
	plan(world, { at, who: customer.name, what: `signs up for ${code} (${customer.mood})`, run });
}

export function fulfil(world: World, customer: Customer, { at, wish }: Intention): void {
	const { tenantId, owner, name: who } = customer;
	if (!tenantId) return;
	const run = async (stage: Stage) => {
		await admit(world, tenantId);
		return act(world, customer, stage, stage.tenant(world.clock.now, tenantId, owner), wish);
	};
	plan(world, { at, who, what: wordsOf(wish), run });
}

/** As the API's door has it: of what is closed nobody gets in any more. */
async function admit({ d1 }: World, tenantId: Id<"tenant">): Promise<void> {
	const status = await d1.prepare("SELECT status FROM tenants WHERE id = ?1").bind(tenantId).first("status");
	if (status === "closed") throw new AppError("tenant_closed");
}

function wordsOf(wish: Wish): string {
	switch (wish.do) {
		case "pay":
			return `pays ${wish.invoice.id} by ${wish.means}`;
		case "top up":
			return `tops up ${wish.amount} by ${wish.means}`;
		case "change plan":
			return `changes to ${wish.plan} a ${wish.interval}${wish.coupon ? ` with ${wish.coupon}` : ""}`;
		case "give up change":
			return `gives up ${wish.change.id}`;
		case "cancel":
			return `cancels ${wish.when}`;
		case "take back":
		case "look":
		case "ask for refund":
		case "dispute":
			return `${wish.do.replace("ask", "asks").replace("take", "takes").replace("look", "looks")} ${wish.payment.id}`;
		case "set rule":
			return `sets the rule ${wish.settings.autoTopUp} below ${wish.settings.threshold?.amount ?? "-"}`;
		default:
			return `${wish.do}s`;
	}
}

async function act(world: World, customer: Customer, stage: Stage, ctx: TenantContext, wish: Wish): Promise<string> {
	switch (wish.do) {
		case "pay": {
			const { total, currency, id } = wish.invoice;
			const money = { amount: total, currency };
			return begun(
				world,
				customer,
				wish,
				await payInvoice(ctx, id, { amount: money, ...how(world, customer, wish.means) }),
			);
		}
		case "top up": {
			const { method: provider, ...rest } = how(world, customer, wish.means);
			const amount = { amount: wish.amount, currency: "IDR" as const };
			return begun(world, customer, wish, await startTopUp(ctx, { amount, provider, ...rest }));
		}
		case "change plan": {
			const { plan: code, interval, coupon } = wish;
			const change = await changePlan(ctx, { plan: code, interval, billing: BILLING, ...(coupon && { coupon }) });
			return `${change.kind} ${change.status}, ${change.timing}, ${change.total.amount}`;
		}
		case "give up change":
			return (await cancelPlanChange(ctx, wish.change.id)).status;
		case "cancel":
			return (await cancelSubscription(ctx, { when: wish.when })).status;
		case "pause":
			return (await pauseSubscription(ctx, {})).status;
		case "resume":
			return (await resumeSubscription(ctx)).status;
		case "take back":
			return (await cancelPayment(ctx, wish.payment.id)).status;
		case "look":
			return (await checkPayment(ctx, wish.payment.id)).status;
		case "ask for refund":
			return refund(world, stage, wish);
		case "dispute":
			return dispute(world, customer, wish.payment, wish.wins);
		case "set rule":
			return (await updateWalletSettings(ctx, wish.settings)).autoTopUp;
		case "leave":
			return standing(world, ctx, stage, "close");
		case "stay":
			return standing(world, ctx, stage, "keep");
	}
}

function how({ clock }: World, { index }: Customer, means: Means) {
	const method = METHOD[means];
	return {
		method,
		...(method === "bca" && { reference: `TRX-${index}-${clock.now}` }),
		...(means === "saved card" && { save: true }),
	};
}

type Begun = { means: Means; ending: Ending };

/** What the customer does on the gateway's page, when it gets to it. */
function begun(world: World, customer: Customer, { means, ending }: Begun, payment: PaymentView): string {
	const { id, status, providerOrderId } = payment;
	if (status === "pending" && providerOrderId && ending.how !== "never pays")
		atTheGateway(world, customer, { means, ending, order: { id, reference: providerOrderId } });
	return `${id} ${status}`;
}

/** Somebody of the back office does what its owner asks for. */
async function standing(world: World, { tenantId }: TenantContext, stage: Stage, event: TenantEvent): Promise<string> {
	const [agent] = world.staff;
	if (!agent) return "nobody is there";
	await changeTenantStatus(stage.system(world.clock.now, agent), tenantId, event, "Its owner asked for it");
	return event === "close" ? "in 30 days" : "suspended until somebody looks";
}

/** Somebody of the back office gives it, all or a part of it. */
async function refund(world: World, stage: Stage, { payment, part }: Wish & { do: "ask for refund" }): Promise<string> {
	const [agent] = world.staff;
	if (!agent) return "nobody is there";
	const { id, amount: paid, refunded, currency } = payment;
	const amount = { amount: Math.max(1, Math.floor((paid - refunded) * part)), currency };
	const input = { amount, reason: "The customer asked for it" };
	const { refund: given, approval } = await requestRefund(
		stage.system(world.clock.now, agent),
		id as Id<"payment">,
		input,
	);
	return given ? `${given.id} of ${amount.amount} ${given.status}` : `${approval?.id} waits`;
}
