import { and, eq, type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "#worker/kernel/context";
import type { Statement } from "#worker/kernel/database";
import { payments } from "../payments/tables";
import type { RefundRow } from "./tables";

/** So much of the payment is being given back, if it still is as `where` says. The database refuses more than was paid (`payment_refunds_at_most_itself`). */
export const takeFromPayment = (
	ctx: TenantContext,
	id: RefundRow["paymentId"],
	{ amount, where }: { amount: number; where: SQL | undefined },
): Statement[] => [
	ctx.db.update(payments, and(eq(payments.id, id), where), {
		refunded: sql`${payments.refunded} + ${amount}`,
		updatedAt: ctx.now,
	}),
	ctx.db.guard("payment_there"),
];
