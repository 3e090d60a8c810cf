import * as z from "zod";
import type { Currency } from "#worker/kernel/money";
import { AUTO_TOP_UP_KINDS } from "#worker/modules/billing/wallet/rules";
import type { WalletSettings } from "#worker/modules/billing/wallet/schemas";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import type { Problem } from "~/problem";
import { toMinor } from "~/ui/form/minor-units";
import { complain } from "./top-up-page.server";

/** An amount as it was typed; empty is null. */
const typedMoney = (currency: Currency) =>
	z
		.string()
		.optional()
		.transform((text, check) => {
			if (!text?.trim()) return null;
			const amount = toMinor(text.trim(), currency);
			if (amount !== null && amount > 0) return { amount, currency };
			check.addIssue({ code: "custom", message: m.wallet_amount_unread() });
			return z.NEVER;
		});

type Wanted = Pick<WalletSettings, "autoTopUp" | "threshold" | "amount" | "provider">;

function complaints({ autoTopUp, ...rule }: Wanted): [field: string, message: string][] {
	if (autoTopUp === "off") return [];
	const missing = Object.entries(rule).filter(([, value]) => value === null);
	if (missing.length > 0) return missing.map(([field]) => [field, m.form_required()]);
	const { threshold, amount } = rule;
	const outside = amount && complain(amount, getLocale());
	if (outside) return [["amount", outside]];
	const below = autoTopUp === "target" && threshold && amount && amount.amount <= threshold.amount;
	return below ? [["amount", m.wallet_target_above()]] : [];
}

/** The form of the settings; what it gives is what the API takes. */
export function settingsForm(currency: Currency) {
	const money = typedMoney(currency);
	return z
		.object({
			lowBalance: money,
			autoTopUp: z.enum(AUTO_TOP_UP_KINDS),
			threshold: money,
			amount: money,
			provider: z.enum(["midtrans", "stripe"]).nullish().default(null),
		})
		.transform(({ provider, ...rest }) => ({ ...rest, provider: provider ?? null }))
		.superRefine((settings, check) => {
			for (const [field, message] of complaints(settings)) check.addIssue({ code: "custom", path: [field], message });
		});
}

/** The form has one field for an amount with its currency. */
export function readProblem(problem: Problem): Problem {
	const issues = problem.issues?.map((issue) => ({
		...issue,
		pointer: issue.pointer.replace(/\/(amount|currency)$/, "") || issue.pointer,
	}));
	return { ...problem, ...(issues && { issues }) };
}
