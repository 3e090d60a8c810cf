import { asc, eq } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import { AppError, invalid } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { formatMoney } from "#worker/kernel/money";
import { INVOICE_MACHINE } from "../invoices/rules";
import { invoiceLines, invoices } from "../invoices/tables";
import { type CheckoutLine, GATEWAYS, type Gateway } from "../providers/provider";
import { payInvoiceFromWallet } from "../wallet/pay-from-wallet";
import { mismatchOf } from "./rules";
import type { PaymentInput, PaymentView } from "./schemas";
import { startCheckout } from "./start-checkout";
import { submitPayment } from "./submit-payment";

const isGateway = (method: string): method is Gateway => (GATEWAYS as readonly string[]).includes(method);

/** Pays an invoice in whichever way: by the wallet at once, at a gateway, or by hand with a reference. */
export async function payInvoice(
	ctx: TenantContext,
	invoiceId: Id<"invoice">,
	input: PaymentInput,
): Promise<PaymentView> {
	if (!isGateway(input.method) && input.method !== "wallet") return submitPayment(ctx, invoiceId, input);
	const invoice = await payableInvoice(ctx, invoiceId, input);
	if (input.method === "wallet") return payInvoiceFromWallet(ctx, invoiceId);
	return startCheckout(ctx, {
		...{ gateway: input.method as Gateway, target: "invoice", invoiceId, amount: input.amount, save: input.save },
		lines: await checkoutLines(ctx, invoice),
	});
}

async function payableInvoice(ctx: TenantContext, invoiceId: Id<"invoice">, { amount }: PaymentInput) {
	const invoice = await ctx.db.find(invoices, eq(invoices.id, invoiceId));
	if (!invoice) throw new AppError("not_found");
	if (!INVOICE_MACHINE[invoice.status].pay) throw new AppError("conflict", `This invoice is ${invoice.status}.`);
	const owed = { amount: invoice.total, currency: invoice.currency };
	const mismatch = mismatchOf(amount, owed);
	if (mismatch) throw invalid("/amount", `The invoice is for ${formatMoney(owed, ctx.locale)}.`, mismatch);
	return invoice;
}

/** The invoice's lines and its tax, as the checkout page shows them; they add up to the total. */
async function checkoutLines(ctx: TenantContext, invoice: typeof invoices.$inferSelect): Promise<CheckoutLine[]> {
	const { currency, tax, id } = invoice;
	const rows = await ctx.db.list(invoiceLines, {
		where: eq(invoiceLines.invoiceId, id),
		orderBy: [asc(invoiceLines.position)],
	});
	const lines = rows.map((row) => ({
		id: row.id,
		name: row.description[ctx.locale],
		price: { amount: row.unitPrice, currency },
		quantity: row.quantity,
	}));
	if (tax === 0) return lines;
	return [...lines, { id: "tax", name: "PPN", price: { amount: tax, currency }, quantity: 1 }];
}
