import { and, eq, gt, inArray } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import type { Money } from "#worker/kernel/money";
import { DAY, MINUTE } from "#worker/kernel/time";
import { billingDetails } from "../invoices/tables";
import { type CheckoutLine, type Gateway, type PaymentProvider, ProviderError } from "../providers/provider";
import { gatewayOf } from "../providers/registry";
import { savedMeans } from "../providers/tables";
import { readPayment } from "./read-payments";
import type { PaymentView } from "./schemas";
import { payments } from "./tables";

/** How long a customer may take, and when we first ask the provider ourselves. */
export const CHECKOUT_LIFE = DAY;
const FIRST_SYNC = 5 * MINUTE;

export type CheckoutRequest = {
	gateway: Gateway;
	target: "invoice" | "wallet";
	invoiceId: Id<"invoice"> | null;
	amount: Money;
	/** Their sum is `amount`. */
	lines: CheckoutLine[];
	save?: boolean | undefined;
};

/**
 * Sends a customer to a provider. The payment is written before the provider is asked, so that money which
 * arrives after a crash or a time-out finds it. A checkout for the same that is still open is given again.
 * @throws provider_refused, provider_unavailable; the sync finds out what became of the attempt
 */
export async function startCheckout(ctx: TenantContext, request: CheckoutRequest): Promise<PaymentView> {
	const [gateway, open, customer] = await Promise.all([
		gatewayOf(ctx, request.gateway, { forNew: true }),
		request.invoiceId ? ctx.db.find(payments, stillOpen(ctx, request)) : undefined,
		customerOf(ctx, request.gateway),
	]);
	if (open) return readPayment(ctx, open.id);
	const id = newId("payment");
	await ctx.db.batch([
		ctx.db.insert(payments, rowOf(ctx, id, request)),
		audit(ctx, {
			action: "payment.start",
			resource: { kind: "payment", id },
			after: { provider: request.gateway, amount: request.amount, invoiceId: request.invoiceId },
		}),
	]);
	await begin(ctx, gateway, id, { ...request, customer });
	return readPayment(ctx, id);
}

const stillOpen = (ctx: TenantContext, { invoiceId, gateway, amount }: CheckoutRequest) =>
	and(
		eq(payments.invoiceId, invoiceId as Id<"invoice">),
		eq(payments.provider, gateway),
		eq(payments.amount, amount.amount),
		inArray(payments.status, ["pending"]),
		gt(payments.expiresAt, ctx.now + MINUTE),
	);

/** Whom the provider writes to; where the tenant has stored nothing, whoever pays. */
async function customerOf(ctx: TenantContext, gateway: Gateway) {
	const [details, saved] = await Promise.all([
		ctx.db.find(billingDetails, undefined),
		ctx.db.find(savedMeans, eq(savedMeans.provider, gateway)),
	]);
	const email = details?.details.email ?? (ctx.actor.kind === "user" ? ctx.actor.email : null);
	if (!email) throw new AppError("conflict", "There are no billing details to pay with.");
	return { name: ctx.actor.name, email, reference: saved?.customer ?? null };
}

function rowOf(ctx: TenantContext, id: Id<"payment">, { gateway, target, invoiceId, amount }: CheckoutRequest) {
	return {
		...{ id, invoiceId, target, provider: gateway, method: gateway, reference: id },
		amount: amount.amount,
		currency: amount.currency,
		status: "created" as const,
		submittedBy: ctx.actor.kind === "user" ? ctx.actor.id : null,
		expiresAt: ctx.now + CHECKOUT_LIFE,
		nextSyncAt: ctx.now + FIRST_SYNC,
		createdAt: ctx.now,
		updatedAt: ctx.now,
	};
}

type Beginning = CheckoutRequest & { customer: { name: string; email: string; reference: string | null } };

async function begin(ctx: TenantContext, gateway: PaymentProvider, id: Id<"payment">, request: Beginning) {
	const { APP_URL } = ctx.config;
	try {
		const { reference, checkoutUrl } = await gateway.create({
			...{ paymentId: id, amount: request.amount, lines: request.lines, customer: request.customer },
			returnUrl: `${APP_URL}/app/payments/${id}`,
			notifyUrl: `${APP_URL}/api/v1/webhooks/${request.gateway}`,
			// The provider's clock is the wall's, whatever ours has been moved to.
			expiresAt: Date.now() + CHECKOUT_LIFE,
			locale: ctx.locale,
			save: request.save ?? false,
		});
		const sent = { status: "pending" as const, providerReference: reference, checkoutUrl, updatedAt: ctx.now };
		const asWritten = and(eq(payments.id, id), eq(payments.status, "created"));
		await ctx.db.batch([ctx.db.update(payments, asWritten, sent)]);
	} catch (error) {
		if (!(error instanceof ProviderError)) throw error;
		await refused(ctx, id, error);
	}
}

/** A plain no ends the attempt. No answer does not: the provider may have done it, so the payment stays to be asked about. */
async function refused(ctx: TenantContext, id: Id<"payment">, error: ProviderError): Promise<never> {
	if (error.kind === "unavailable")
		throw new AppError("provider_unavailable", "Nothing was charged. Try again in a moment.", { cause: error });
	const changes = { status: "failed" as const, failureReason: error.message.slice(0, 300), nextSyncAt: null };
	const resource = { kind: "payment", id };
	await ctx.db.batch([
		ctx.db.update(payments, and(eq(payments.id, id), eq(payments.status, "created")), {
			...changes,
			updatedAt: ctx.now,
		}),
		audit(ctx, { action: "payment.refused", resource, after: { reason: changes.failureReason } }),
	]);
	throw new AppError("provider_refused", error.message.slice(0, 300), { cause: error });
}
