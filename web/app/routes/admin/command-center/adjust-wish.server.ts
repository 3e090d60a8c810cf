import { AdjustInput } from "#worker/modules/billing/plan-changes/admin-schemas";
import { toMinor } from "~/ui/form/minor-units";
import { textOf } from "../posted.server";

/** What is asked for, from the URL of the preview or from the form that saves it; the same names in both. */
export function readWish(from: FormData | URLSearchParams, currency: string) {
	const discount = textOf(from, "discount");
	return AdjustInput.safeParse({
		coupons: (textOf(from, "coupons") ?? "").split(/[\s,;]+/).filter(Boolean),
		discount: discount ? (toMinor(discount, currency) ?? Number.NaN) : 0,
		discountReason: textOf(from, "discountReason") ?? null,
		bonusDays: Number(textOf(from, "bonusDays") ?? 0),
	});
}
