import { eq } from "drizzle-orm";
import type { SystemContext } from "#worker/kernel/context";
import { newId } from "#worker/kernel/ids";
import { shards } from "#worker/kernel/tables";
import { createPaymentMethod } from "../billing/payments/payment-methods";
import { updateSeller } from "../billing/seller/manage-seller";
import { changePlanState, createPlan } from "../catalog/manage-plans";
import { products } from "../catalog/tables";
import { ensureMeters } from "../metering";
import { FIRST_PAYMENT_METHODS, FIRST_PLANS, FIRST_SELLER, OWN_METERS } from "./first-catalogue";

/** Gives an empty installation something to sell. Where the product `platform` is there already, it only adds meters. */
export async function installCatalogue(ctx: SystemContext): Promise<boolean> {
	await installMeters(ctx);
	if (await ctx.db.find(products, eq(products.code, "platform"))) return false;
	const product = {
		id: newId("product"),
		code: "platform",
		name: "Sewa",
		state: "public" as const,
		createdAt: ctx.now,
	};
	// Every shard that is bound takes its share; later ones get a weight when they are ready.
	const taking = ctx.shards.codes.map((code) => ctx.db.insertNew(shards, { code, weight: 1, createdAt: ctx.now }));
	await ctx.db.batch([ctx.db.insert(products, product), ...taking]);
	await updateSeller(ctx, FIRST_SELLER);
	for (const input of FIRST_PLANS) {
		const plan = await createPlan(ctx, input);
		await changePlanState(ctx, plan.id, "publish");
	}
	for (const method of FIRST_PAYMENT_METHODS) await createPaymentMethod(ctx, method);
	return true;
}

/** The meters that the product itself counts, also where an older version was installed. @returns how many there are */
export const installMeters = (ctx: SystemContext): Promise<number> => ensureMeters(ctx, OWN_METERS);
