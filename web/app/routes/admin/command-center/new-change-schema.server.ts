import * as z from "zod";
import { HandMadeChange } from "#worker/modules/billing/plan-changes/admin-schemas";
import { toMinor } from "~/ui/form/minor-units";

/** What people type, read into what the API takes: the discount in major units, empty fields left out. */
export function newChangeSchema() {
	return z.preprocess((typed) => {
		const { discount, currency, ...rest } = typed as Record<string, unknown>;
		const minor = typeof discount === "string" ? toMinor(discount, String(currency)) : 0;
		return { ...rest, currency, discount: minor ?? Number.NaN };
	}, HandMadeChange);
}
