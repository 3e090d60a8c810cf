import { type Founded, system } from "#tests/factories";
import { createDraft, openDraft } from "#worker/modules/billing/invoices/draft-invoice";

/** An invoice so large that nobody decides about its money alone; paying it serves nothing. */
export async function largeInvoice({ ctx }: Pick<Founded, "ctx">) {
	const description = { en: "Migration of a whole chain", id: "Migrasi seluruh jaringan toko" };
	const lines = [{ description, quantity: 1, unitPrice: { amount: 90_000_000, currency: "IDR" as const } }];
	const draft = await createDraft(system(ctx.now), { tenantId: ctx.tenantId, lines });
	return openDraft(system(ctx.now), draft.id);
}
