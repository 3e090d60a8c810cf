import { audit } from "#worker/kernel/audit";
import type { TenantContext } from "#worker/kernel/context";
import { type Statement, violates } from "#worker/kernel/database";
import { AppError } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import type { Money } from "#worker/kernel/money";
import type { NewTransfer } from "../ledger/transfer";
import { transfer } from "../ledger/transfer";
import { grantPostings, grantSource } from "./postings";
import { GRANT_PRIORITY, type GrantKind } from "./rules";
import { creditGrants } from "./tables";

export type NewGrant = {
	kind: GrantKind;
	amount: Money;
	reason: string;
	/** Smaller is drawn first; without it, that of its kind. */
	priority?: number | undefined;
	/** The only product it pays for; without it, any. */
	productCode?: string | null | undefined;
	expiresAt?: number | null | undefined;
	/** How it is booked, where it follows from something: the same key never grants twice. */
	transfer?: Pick<NewTransfer, "kind" | "referenceId" | "idempotencyKey">;
};

/** The statements that give credit: transfer, grant and audit row, for a batch of the caller's own. */
export function grantStatements(
	ctx: TenantContext,
	input: NewGrant,
): { grantId: Id<"grant">; statements: [Statement, ...Statement[]] } {
	const { kind, reason, priority = GRANT_PRIORITY[kind], productCode = null, expiresAt = null } = input;
	const { amount, currency } = input.amount;
	const id = newId("grant");
	const booked = input.transfer ?? { kind: "grant" as const, referenceId: id, idempotencyKey: `grant:${id}` };
	const money = transfer(ctx, { ...booked, currency, postings: grantPostings(grantSource(kind), amount) });
	const terms = { kind, amount, currency, priority, productCode, expiresAt, reason };
	const times = { createdAt: ctx.now, updatedAt: ctx.now };
	return {
		grantId: id,
		statements: [
			money.statement,
			ctx.db.insert(creditGrants, { id, ...terms, remaining: amount, transferId: money.transferId, ...times }),
			audit(ctx, { action: "credit.grant", resource: { kind: "grant", id }, after: terms }),
		],
	};
}

/** Gives credit at once. @throws already_exists where its key has granted before */
export async function grantCredit(ctx: TenantContext, input: NewGrant): Promise<Id<"grant">> {
	const { grantId, statements } = grantStatements(ctx, input);
	try {
		await ctx.db.batch(statements);
	} catch (error) {
		if (violates(error, "transfers.idempotency_key")) throw new AppError("already_exists");
		throw error;
	}
	return grantId;
}
