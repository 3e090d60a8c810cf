import * as z from "zod";
import { isQris } from "#worker/modules/billing/payments/qris";
import { MethodDetails, PaymentMethodInput } from "#worker/modules/billing/payments/schemas";
import { m } from "~/paraglide/messages.js";

const { code, country, currency, name, instructions } = PaymentMethodInput.shape;
const [BankDetails] = MethodDetails.options;

/** The API's own rules for a form: an unticked box is not sent, and a wrong QRIS is told in the reader's words. */
export function methodPatchSchema() {
	const payload = z.string().trim().max(512).refine(isQris, m.admin_methods_qris_wrong());
	const details = z.discriminatedUnion("kind", [BankDetails, z.object({ kind: z.literal("qris"), payload })]);
	return z.object({ country, currency, name, instructions, details, enabled: z.boolean().default(false) });
}

export function methodInputSchema() {
	return methodPatchSchema().extend({ code });
}
