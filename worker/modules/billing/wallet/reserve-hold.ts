import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { violates } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { newId } from "#worker/kernel/ids";
import { formatMoney, type Money } from "#worker/kernel/money";
import { emit } from "#worker/kernel/outbox";
import { transfer } from "../ledger/transfer";
import { holdPostings } from "./postings";
import { holdView } from "./read-holds";
import type { HoldView } from "./schemas";
import { walletHolds } from "./tables";

/** `expiresAt` is epoch milliseconds; by then it is finalised, or the money is the tenant's again. */
export type NewHold = { amount: Money; reason: string; referenceId: string; expiresAt: number };

/** Sets money of the wallet aside, so that nothing else can spend it. @throws insufficient_funds (402) */
export async function reserve(ctx: TenantContext, input: NewHold): Promise<HoldView> {
	const { reason, referenceId, expiresAt } = input;
	const { amount, currency } = input.amount;
	if (expiresAt <= ctx.now) throw invalid("/expiresAt", "It lies in the past.");
	const id = newId("hold");
	const money = transfer(ctx, {
		...{ kind: "hold" as const, currency, referenceId: id },
		postings: holdPostings(amount),
		idempotencyKey: `hold:${id}`,
	});
	const row = { id, amount, currency, status: "held" as const, reason, referenceId, expiresAt };
	const written = { ...row, transferId: money.transferId, createdAt: ctx.now, updatedAt: ctx.now };
	try {
		await ctx.db.batch([
			money.statement,
			ctx.db.insert(walletHolds, written),
			audit(ctx, { action: "wallet.hold", resource: { kind: "hold", id }, after: row }),
			emit(ctx, { type: "wallet.check_due" }),
		]);
	} catch (error) {
		if (!violates(error, "customer_balance_not_negative")) throw error;
		const wanted = formatMoney(input.amount, ctx.locale);
		throw new AppError("insufficient_funds", `The wallet has less than ${wanted} available.`, { cause: error });
	}
	return holdView(written);
}
