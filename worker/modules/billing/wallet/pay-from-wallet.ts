import { and, eq, gte, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { lostRace, type Statement, violates } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { formatMoney } from "#worker/kernel/money";
import { next } from "#worker/kernel/state-machine";
import { INVOICE_MACHINE } from "../invoices/rules";
import { fromWallet } from "../ledger/rules";
import { readPayment } from "../payments/read-payments";
import type { PaymentView } from "../payments/schemas";
import { payments } from "../payments/tables";
import { type Debt, loadOwnDebt } from "../settlement/load-settlement";
import { planSettlement } from "../settlement/rules";
import { settlementStatements } from "../settlement/settle-payment";
import { type Funds, loadAllFunds } from "./load-funds";
import { type Draw, planDraw } from "./rules";
import { creditGrants } from "./tables";

type WalletPayment = { paymentId: Id<"payment">; statements: Statement[] };

/**
 * The statements that pay a debt with the tenant's credit and money, for a batch of the caller's own (which may open
 * the invoice before them). Null when the money is not enough. @throws what `planSettlement` says of the invoice
 */
export function walletPaymentStatements(ctx: TenantContext, debt: Debt, funds: Funds): WalletPayment | null {
	const draw = drawFor(ctx, debt, funds);
	if ("missing" in draw) return null;
	const id = newId("payment");
	const payment = {
		id,
		invoiceId: debt.invoiceId,
		provider: "wallet" as const,
		method: "wallet",
		amount: debt.total,
		currency: debt.invoiceCurrency,
		status: "pending" as const,
		reference: id,
		submittedBy: ctx.actor.kind === "user" ? ctx.actor.id : null,
		createdAt: ctx.now,
		updatedAt: ctx.now,
	};
	const settlement = { ...debt, ...payment, transferId: null };
	const plan = planSettlement(settlement, fromWallet(draw), ctx.now);
	const word = { by: "provider" as const, says: "wallet", transactionId: null, channel: "wallet" };
	// A transfer that somebody is looking for already must not be paid a second time.
	const noneUnderReview = sql`NOT EXISTS (SELECT 1 FROM payments p WHERE p.invoice_id = ${debt.invoiceId} AND p.status = 'awaiting_review')`;
	return {
		paymentId: id,
		statements: [
			ctx.db.insertIf(payments, payment, noneUnderReview),
			ctx.db.guard("no_payment_under_review"),
			...drawStatements(ctx, draw),
			...settlementStatements(ctx, settlement, plan, word),
		],
	};
}

/** Takes the drawn parts off their grants, in the batch that debits `promo` by the same sum. */
export function drawStatements({ db, now }: TenantContext, { draws }: Pick<Draw, "draws">): Statement[] {
	return draws.flatMap(({ grantId, amount }) => [
		db.update(creditGrants, and(eq(creditGrants.id, grantId), gte(creditGrants.remaining, amount)), {
			remaining: sql`${creditGrants.remaining} - ${amount}`,
			updatedAt: now,
		}),
		db.guard("grant_remains"),
	]);
}

function drawFor({ now }: TenantContext, { product, total }: Debt, { wallet, grants }: Funds) {
	return planDraw({ wallet, grants, product, amount: total, now });
}

/**
 * Pays an invoice from the wallet at once. However many try at the same moment, it is paid once.
 * @throws insufficient_funds (402) with what is missing; conflict where it cannot be paid or was meanwhile
 */
export async function payInvoiceFromWallet(ctx: TenantContext, invoiceId: Id<"invoice">): Promise<PaymentView> {
	const { debt, funds } = await load(ctx, invoiceId);
	const payment = walletPaymentStatements(ctx, debt, funds) ?? notEnough(ctx, debt, funds);
	try {
		await ctx.db.batch(payment.statements);
	} catch (error) {
		if (!lostRace(error) && !violates(error, "customer_balance_not_negative")) throw error;
		const meanwhile = await load(ctx, invoiceId);
		if ("missing" in drawFor(ctx, meanwhile.debt, meanwhile.funds)) notEnough(ctx, meanwhile.debt, meanwhile.funds);
		const underReview = and(eq(payments.invoiceId, invoiceId), eq(payments.status, "awaiting_review"));
		if (await ctx.db.find(payments, underReview))
			throw new AppError("already_exists", "A payment of this invoice is under review already.", { cause: error });
		throw new AppError("conflict", "This invoice or the wallet has just changed; look again.", { cause: error });
	}
	return readPayment(ctx, payment.paymentId);
}

/** @throws conflict where the invoice takes no payment */
async function load(ctx: TenantContext, invoiceId: Id<"invoice">): Promise<{ debt: Debt; funds: Funds }> {
	const [debt, fundsIn] = await Promise.all([loadOwnDebt(ctx, invoiceId), loadAllFunds(ctx)]);
	next(INVOICE_MACHINE, debt.invoiceStatus, "pay");
	return { debt, funds: fundsIn(debt.invoiceCurrency) };
}

function notEnough(ctx: TenantContext, debt: Debt, funds: Funds): never {
	const draw = drawFor(ctx, debt, funds);
	const amount = "missing" in draw ? draw.missing : 0;
	const missing = formatMoney({ amount, currency: debt.invoiceCurrency }, ctx.locale);
	throw new AppError("insufficient_funds", `${missing} more is needed to pay invoice ${debt.number}.`);
}
