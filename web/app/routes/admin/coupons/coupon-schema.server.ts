import * as z from "zod";
import { CouponInput, CouponPatch } from "#worker/modules/billing/coupons/schemas";
import { startOfDay } from "~/calendar.server";
import { toMinor } from "~/ui/form/minor-units";

type Typed = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");
const ticked = (value: unknown): boolean => value === "on";

/** A whole number, or what the API's own rule then complains about; empty is without limit. */
const count = (value: unknown) => (text(value) === "" ? null : Number(text(value)));

/** The rules as people type them, in days where they are and in major units. */
function rulesOf(typed: Typed, currency: string | null, timeZone: string) {
	const minimum = text(typed.minimumAmount);
	const plans = [typed.planCodes].flat().map(text).filter(Boolean);
	return {
		name: typed.name,
		startsAt: startOfDay(text(typed.startsOn), timeZone),
		// The last day counts as a whole.
		endsAt: startOfDay(text(typed.endsOn), timeZone, 1),
		maxRedemptions: count(typed.maxRedemptions),
		maxPerTenant: count(typed.maxPerTenant),
		planCodes: plans.length > 0 ? plans : null,
		firstPurchaseOnly: ticked(typed.firstPurchaseOnly),
		minimumAmount: minimum === "" ? null : (toMinor(minimum, currency ?? "IDR") ?? Number.NaN),
		stackable: ticked(typed.stackable),
		autoApply: ticked(typed.autoApply),
		enabled: ticked(typed.enabled),
	};
}

function worthIn({ kind, value }: Typed, currency: string | null): number | undefined {
	if (text(value) === "") return undefined;
	if (kind === "fixed") return toMinor(text(value), currency ?? "IDR") ?? Number.NaN;
	return Number(text(value));
}

export function couponInputSchema(timeZone: string) {
	return z.preprocess((form) => {
		const typed = form as Typed;
		const currency = text(typed.currency) || null;
		const { code, kind } = typed;
		return { code, kind, currency, value: worthIn(typed, currency), ...rulesOf(typed, currency, timeZone) };
	}, CouponInput);
}

/** Code, kind, value and currency stay as they were made. */
export function couponPatchSchema(currency: string | null, timeZone: string) {
	return z.preprocess((form) => rulesOf(form as Typed, currency, timeZone), CouponPatch);
}

/** Days of the form for instants of the API. */
export function placeIssues<P extends { issues?: { pointer: string; detail: string }[] }>(problem: P): P {
	const place = (pointer: string) => pointer.replace(/^\/(starts|ends)At$/, "/$1On");
	return { ...problem, issues: problem.issues?.map((issue) => ({ ...issue, pointer: place(issue.pointer) })) };
}
