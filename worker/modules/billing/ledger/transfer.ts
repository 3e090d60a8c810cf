import type { SystemContext, TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { type Id, newId } from "#worker/kernel/ids";
import type { Currency } from "#worker/kernel/money";
import { assertBalanced, type Posting, type TransferKind } from "./rules";
import { transfers } from "./tables";

export type NewTransfer = {
	kind: TransferKind;
	currency: Currency;
	postings: Posting[];
	/** What caused it: an invoice, a subscription. */
	referenceId: string;
	/** The same key never moves money twice. */
	idempotencyKey: string;
};

/**
 * The statement that moves money: put it into the batch of what it settles. The database refuses an
 * overdraft (`customer_balance_not_negative`), a repeat (`transfers.tenant_id, transfers.idempotency_key`)
 * and anything unbalanced (`transfer_unbalanced`), each of which aborts the batch.
 */
export function transfer(ctx: TenantContext, input: NewTransfer): { transferId: Id<"transfer">; statement: Statement } {
	assertBalanced(input.postings);
	const transferId = newId("transfer");
	return { transferId, statement: ctx.db.insert(transfers, { id: transferId, ...input, createdAt: ctx.now }) };
}

/** Many transfers of many tenants, in one statement; any that the database refuses refuses all. */
export function transferMany(
	ctx: SystemContext,
	inputs: readonly (NewTransfer & { tenantId: Id<"tenant"> })[],
): Statement {
	for (const { postings } of inputs) assertBalanced(postings);
	const rows = inputs.map((input) => ({ id: newId("transfer"), ...input, createdAt: ctx.now }));
	return ctx.db.insertMany(transfers, rows);
}
