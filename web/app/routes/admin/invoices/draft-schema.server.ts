import * as z from "zod";
import { DraftInput } from "#worker/modules/billing/invoices/schemas";
import { toMinor } from "~/ui/form/minor-units";
import { currencyOf } from "../posted.server";

type Typed = { tenantId?: string; currency?: string; dueDays?: string; lines?: Partial<Record<Part, string>>[] };
type Part = "en" | "id" | "quantity" | "unitPrice";

/** What people type, read into what the API takes. Rows that are wholly empty are not there. */
export function draftSchema() {
	return z.preprocess((form) => {
		const { tenantId, dueDays, lines = [], ...rest } = form as Typed;
		const currency = currencyOf(rest.currency);
		const filled = lines.filter((line) => line?.en || line?.id || line?.unitPrice);
		return {
			tenantId,
			...(dueDays && { dueDays: Number(dueDays) }),
			lines: filled.map((line) => ({
				description: { en: line.en, id: line.id },
				quantity: Number(line.quantity ?? 1),
				unitPrice: { amount: signedMinor(line.unitPrice ?? "", currency), currency },
			})),
		};
	}, DraftInput);
}

function signedMinor(typed: string, currency: string): number | undefined {
	const [, sign, digits = ""] = /^\s*([-−]?)(.*)$/.exec(typed) ?? [];
	const minor = toMinor(digits, currency);
	return minor === null ? undefined : sign ? -minor : minor;
}

/** The API's pointers in the words of the form: `/lines/0/unitPrice/amount` is `lines[0].unitPrice`. */
export function placeLines<P extends { issues?: { pointer: string; detail: string }[] }>(problem: P): P {
	const place = (pointer: string) => pointer.replace(/\/unitPrice\/.*$/, "/unitPrice").replace("/description/", "/");
	return { ...problem, issues: problem.issues?.map((issue) => ({ ...issue, pointer: place(issue.pointer) })) };
}
