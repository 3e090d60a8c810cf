import type { TenantContext } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { trialCreditPostings } from "#worker/modules/billing/ledger/rules";
import { transfer } from "#worker/modules/billing/ledger/transfer";
import { creditGrants } from "#worker/modules/billing/wallet/tables";

/** Puts money into a tenant's wallet, or takes it out, through the ledger alone. */
export function fundWallet(ctx: TenantContext, amount: number): Promise<void> {
	const { statement } = transfer(ctx, {
		kind: amount > 0 ? "wallet_credit" : "wallet_debit",
		currency: "IDR",
		referenceId: "test",
		idempotencyKey: crypto.randomUUID(),
		postings: [
			{ owner: "installation", account: "adjustments", amount: -amount },
			{ owner: "tenant", account: "wallet", amount },
		],
	});
	return ctx.db.batch([statement]);
}

/** Gives a tenant credit, whatever its rules. */
export async function giveCredit(
	ctx: TenantContext,
	amount: number,
	over: Partial<typeof creditGrants.$inferInsert> = {},
) {
	const gift = transfer(ctx, {
		kind: "grant",
		currency: "IDR",
		referenceId: "test",
		idempotencyKey: crypto.randomUUID(),
		postings: trialCreditPostings(amount),
	});
	const id = newId("grant");
	const row = { id, kind: "promotional" as const, amount, remaining: amount, currency: "IDR" as const, priority: 50 };
	const rest = { reason: "test", transferId: gift.transferId, createdAt: ctx.now, updatedAt: ctx.now };
	await ctx.db.batch([gift.statement, ctx.db.insert(creditGrants, { ...row, ...rest, ...over })]);
	return id;
}
