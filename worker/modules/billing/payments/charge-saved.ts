import { and, eq, isNull } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import { inTenant } from "#worker/kernel/context";
import { type Id, newId } from "#worker/kernel/ids";
import type { Money } from "#worker/kernel/money";
import { DAY, MINUTE } from "#worker/kernel/time";
import { isLeaving } from "#worker/modules/tenants/rules";
import { tenants } from "#worker/modules/tenants/tables";
import { type PaymentProvider, ProviderError } from "../providers/provider";
import { gatewayOf } from "../providers/registry";
import { savedMeans } from "../providers/tables";
import { applyTruth } from "./apply-truth";
import { payments } from "./tables";

export type UnattendedCharge = { target: "invoice" | "wallet"; invoiceId: Id<"invoice"> | null; amount: Money };
/** `none`: there is nothing saved that could be charged. `pending`: no answer yet; the sync finds out. */
export type ChargeOutcome = "succeeded" | "pending" | "failed" | "none";

/** Charges what the tenant has saved, without anybody there; never of an organisation that is leaving. The payment is written before the provider is asked. */
export async function chargeSaved(
	ctx: SystemContext,
	tenantId: Id<"tenant">,
	charge: UnattendedCharge,
): Promise<ChargeOutcome> {
	const inside = inTenant(ctx, ctx.db, tenantId);
	const [saved, tenant] = await Promise.all([
		inside.db.find(savedMeans, isNull(savedMeans.removedAt)),
		inside.db.find(tenants, undefined),
	]);
	if (!saved || !tenant || isLeaving(tenant.status)) return "none";
	const gateway = await gatewayOf(ctx, saved.provider);
	if (!gateway.charge) return "none";
	const id = newId("payment");
	const { amount, target, invoiceId } = charge;
	await inside.db.batch([
		inside.db.insert(payments, {
			...{ id, target, invoiceId, provider: saved.provider, method: saved.provider, reference: id },
			...{ amount: amount.amount, currency: amount.currency, status: "created", notes: saved.label },
			expiresAt: ctx.now + DAY,
			nextSyncAt: ctx.now + 5 * MINUTE,
			createdAt: ctx.now,
			updatedAt: ctx.now,
		}),
		audit(inside, {
			action: "payment.charge",
			resource: { kind: "payment", id },
			after: { amount, label: saved.label },
		}),
	]);
	return ask(inside, ctx, { id, saved, charge: gateway.charge, amount });
}

type Asked = {
	id: Id<"payment">;
	saved: typeof savedMeans.$inferSelect;
	charge: NonNullable<PaymentProvider["charge"]>;
	amount: Money;
};

async function ask(
	inside: TenantContext,
	ctx: SystemContext,
	{ id, saved, charge, amount }: Asked,
): Promise<ChargeOutcome> {
	try {
		const truth = await charge({ paymentId: id, reference: null, transactionId: null, amount }, saved);
		const named = { providerReference: truth.transactionId, providerTransactionId: truth.transactionId };
		await inside.db.batch([inside.db.update(payments, eq(payments.id, id), named)]);
		const payment = await inside.db.find(payments, eq(payments.id, id));
		if (payment) await applyTruth(ctx, payment, truth);
		if (truth.state === "paid") return "succeeded";
		return truth.state === "pending" ? "pending" : "failed";
	} catch (error) {
		if (!(error instanceof ProviderError)) throw error;
		if (error.kind === "unavailable") return "pending";
		const failed = { status: "failed" as const, failureReason: error.message.slice(0, 300), nextSyncAt: null };
		await inside.db.batch([
			inside.db.update(payments, and(eq(payments.id, id), eq(payments.status, "created")), failed),
		]);
		return "failed";
	}
}
