import { and, eq, isNull, or } from "drizzle-orm";
import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { invalid } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { formatMoney, type Money } from "#worker/kernel/money";
import { emit } from "#worker/kernel/outbox";
import { pageClause, toPage } from "#worker/kernel/pages";
import { matches } from "#worker/kernel/search";
import { files } from "#worker/modules/files/tables";
import { QRIS_LIMIT } from "../payments/qris";
import { readPayment } from "../payments/read-payments";
import type { PaymentView } from "../payments/schemas";
import { startCheckout } from "../payments/start-checkout";
import { paymentFields, paymentJoins, paymentView } from "../payments/system-payment";
import { paymentMethods, payments } from "../payments/tables";
import { GATEWAYS, type Gateway } from "../providers/provider";
import { topUpComplaint } from "./rules";
import type { TopUpInput, TopUpQuery } from "./schemas";

const LINE = { en: "Wallet top-up", id: "Isi saldo dompet" };
const isGateway = (provider: string): provider is Gateway => (GATEWAYS as readonly string[]).includes(provider);

/** Money for the wallet: at a gateway, or by hand with a reference that a person looks for. */
export async function startTopUp(ctx: TenantContext, input: TopUpInput): Promise<PaymentView> {
	const { amount, provider, save } = input;
	const complaint = topUpComplaint(amount);
	if (complaint) throw invalid("/amount/amount", `A top-up is ${between(ctx, complaint)}.`);
	if (!isGateway(provider)) return submitTopUp(ctx, input);
	if (provider === "midtrans" && amount.currency !== "IDR")
		throw invalid("/amount/currency", "Midtrans takes IDR only.", "currency_mismatch");
	const lines = [{ id: "top-up", name: LINE[ctx.locale], price: amount, quantity: 1 }];
	return startCheckout(ctx, { gateway: provider, target: "wallet", invoiceId: null, amount, lines, save });
}

const between = ({ locale }: TenantContext, { least, most }: { least: Money; most: Money }) =>
	`${formatMoney(least, locale)} to ${formatMoney(most, locale)}`;

/** The customer says they sent it: the wallet is funded once a person has found it. */
async function submitTopUp(ctx: TenantContext, input: TopUpInput): Promise<PaymentView> {
	const { amount, reference, notes, proofFileId } = input;
	const method = await methodFor(ctx, input);
	if (!reference) throw invalid("/reference", "The bank's or app's reference is needed.");
	const id = newId("payment");
	await ctx.db.batch([
		ctx.db.insert(payments, {
			...{ id, target: "wallet", provider: "manual", method: method.code, status: "awaiting_review", reference },
			...{ amount: amount.amount, currency: amount.currency },
			notes: notes ?? null,
			proofFileId: proofFileId ?? null,
			submittedBy: ctx.actor.kind === "user" ? ctx.actor.id : null,
			createdAt: ctx.now,
			updatedAt: ctx.now,
		}),
		audit(ctx, {
			action: "payment.submit",
			resource: { kind: "payment", id },
			after: { target: "wallet", amount, method: method.code, reference },
		}),
		emit(ctx, { type: "payment.submitted", paymentId: id }),
	]);
	return readPayment(ctx, id);
}

async function methodFor(ctx: TenantContext, { provider, amount, proofFileId }: TopUpInput) {
	const named = or(eq(paymentMethods.code, provider), eq(paymentMethods.id, provider as Id<"paymentMethod">));
	const [method, proof] = await Promise.all([
		ctx.db.findShared(paymentMethods, and(named, eq(paymentMethods.enabled, true))),
		proofFileId ? ctx.db.find(files, eq(files.id, proofFileId)) : null,
	]);
	if (!method) throw invalid("/provider", "There is no such provider or payment method.");
	if (proofFileId && !proof) throw invalid("/proofFileId", "There is no such file.");
	if (method.currency !== amount.currency)
		throw invalid("/amount/currency", `${method.name} takes ${method.currency} only.`, "currency_mismatch");
	const limit = { amount: QRIS_LIMIT, currency: method.currency };
	if (method.kind === "qris" && amount.amount > QRIS_LIMIT)
		throw invalid("/provider", `QRIS takes at most ${formatMoney(limit, ctx.locale)}.`);
	return method;
}

/** Payments that are for the wallet from the start; those that are pending have where to pay them. */
export async function listTopUps(ctx: TenantContext, query: TopUpQuery) {
	const page = pageClause(query, { createdAt: payments.createdAt }, payments.id);
	const topUps = and(eq(payments.target, "wallet"), isNull(payments.invoiceId));
	const where = and(topUps, matches(payments.status, query.status), page.after);
	const rows = await ctx.db.select(paymentFields, payments, { ...page, joins: paymentJoins, where });
	return toPage(rows, query, (row) => [row.createdAt, row.id], paymentView);
}
