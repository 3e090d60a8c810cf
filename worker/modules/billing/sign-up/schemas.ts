import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Money } from "#worker/kernel/money";
import { Purchase } from "#worker/modules/catalog/schemas";
import { TENANT_STATUSES } from "#worker/modules/tenants/rules";
import { TenantName } from "#worker/modules/tenants/schemas";
import { CouponCode } from "../coupons/schemas";
import { INVOICE_STATUSES } from "../invoices/rules";
import { BillingDetails } from "../invoices/schemas";
import { SubscriptionView } from "../subscriptions/schemas";

export const NewTenant = z
	.object({ name: TenantName, ...Purchase.shape, billing: BillingDetails.optional(), coupon: CouponCode.optional() })
	.meta({
		id: "NewTenant",
		description: "With `billing` the plan is bought; without, its trial begins.",
		examples: [{ name: "Toko Bunga Melati", plan: "growth", interval: "month", currency: "IDR" }],
	});
export type NewTenant = z.output<typeof NewTenant>;

export const FoundedTenant = z
	.object({
		tenant: z.object({ id: idOf("tenant"), name: z.string(), status: z.enum(TENANT_STATUSES) }),
		subscription: SubscriptionView,
		invoice: z
			.object({ id: idOf("invoice"), number: z.string(), total: Money, status: z.enum(INVOICE_STATUSES) })
			.optional(),
	})
	.meta({ id: "FoundedTenant" });
