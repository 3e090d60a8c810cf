import { and, asc, eq } from "drizzle-orm";
import { auditInstallation } from "#worker/kernel/audit";
import type { SystemContext, TenantContext } from "#worker/kernel/context";
import { violates } from "#worker/kernel/database";
import { AppError, invalid } from "#worker/kernel/errors";
import { type Id, newId } from "#worker/kernel/ids";
import { pageClause, toPage } from "#worker/kernel/pages";
import { reorder } from "#worker/kernel/reorder";
import { matches } from "#worker/kernel/search";
import type { PaymentMethodInput, PaymentMethodPatch, PaymentMethodView, SystemPaymentMethodQuery } from "./schemas";
import { paymentMethods } from "./tables";

type Row = typeof paymentMethods.$inferSelect;

function methodView(row: Row): PaymentMethodView {
	const { id, code, country, currency, name, instructions, details, enabled, position } = row;
	return { id, code, country, currency, name, instructions, details, enabled, position };
}

/** How a tenant can pay, in the installation's order; a country narrows it down. */
export async function listPaymentMethods(ctx: TenantContext, country: string | undefined) {
	const rows = await ctx.db.listShared(paymentMethods, {
		where: and(eq(paymentMethods.enabled, true), matches(paymentMethods.country, country)),
		orderBy: [asc(paymentMethods.position), asc(paymentMethods.id)],
		limit: 50,
	});
	return { items: rows.map(methodView) };
}

export async function listAllPaymentMethods(ctx: SystemContext, query: SystemPaymentMethodQuery) {
	const page = pageClause(query, { position: paymentMethods.position }, paymentMethods.id);
	const where = and(matches(paymentMethods.country, query.country), page.after);
	const rows = await ctx.db.list(paymentMethods, { ...page, where });
	return toPage(rows, query, (row) => [row.position, row.id], methodView);
}

export async function readPaymentMethod(ctx: SystemContext, id: Id<"paymentMethod">): Promise<PaymentMethodView> {
	const row = await ctx.db.find(paymentMethods, eq(paymentMethods.id, id));
	if (!row) throw new AppError("not_found");
	return methodView(row);
}

export async function createPaymentMethod(ctx: SystemContext, input: PaymentMethodInput): Promise<PaymentMethodView> {
	const id = newId("paymentMethod");
	const row = { id, ...input, kind: input.details.kind, createdAt: ctx.now, updatedAt: ctx.now };
	try {
		await ctx.db.batch([
			ctx.db.insert(paymentMethods, row),
			auditInstallation(ctx, {
				action: "payment_method.create",
				resource: { kind: "payment_method", id },
				after: input,
			}),
		]);
	} catch (error) {
		if (violates(error, "payment_methods.code")) throw invalid("/code", "This code is taken.", "already_exists");
		throw error;
	}
	return readPaymentMethod(ctx, id);
}

export async function updatePaymentMethod(ctx: SystemContext, id: Id<"paymentMethod">, patch: PaymentMethodPatch) {
	const before = await readPaymentMethod(ctx, id);
	const kind = patch.details && { kind: patch.details.kind };
	const resource = { kind: "payment_method", id };
	await ctx.db.batch([
		ctx.db.update(paymentMethods, eq(paymentMethods.id, id), { ...patch, ...kind, updatedAt: ctx.now }),
		auditInstallation(ctx, { action: "payment_method.update", resource, before, after: patch }),
	]);
	return readPaymentMethod(ctx, id);
}

export async function orderPaymentMethods(ctx: SystemContext, ids: Id<"paymentMethod">[]): Promise<void> {
	const resource = { kind: "payment_method", id: "order" };
	await ctx.db.batch([
		...reorder(ctx.db, paymentMethods, ids, ctx.now),
		auditInstallation(ctx, { action: "payment_method.order", resource, after: { ids } }),
	]);
}

/** Payments keep the method's code, so a method can go without taking history along. */
export async function deletePaymentMethod(ctx: SystemContext, id: Id<"paymentMethod">): Promise<void> {
	const before = await readPaymentMethod(ctx, id);
	const resource = { kind: "payment_method", id };
	await ctx.db.batch([
		ctx.db.remove(paymentMethods, eq(paymentMethods.id, id)),
		auditInstallation(ctx, { action: "payment_method.delete", resource, before }),
	]);
}
