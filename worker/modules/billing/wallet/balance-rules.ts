import { DAY } from "#worker/kernel/time";
import type { SettingsRow } from "./manage-settings";
import { TOP_UP_BOUNDS } from "./rules";

/** A renewal is looked at this long before it is due. */
export const RENEWAL_NOTICE = 3 * DAY;
/** Nothing is charged unattended more often than this. */
export const AUTO_TOP_UP_PAUSE = DAY;

export const LOW_REASONS = ["low", "renewal", "top_up_due"] as const;
export type LowReason = (typeof LOW_REASONS)[number];

type Rules = Pick<
	SettingsRow,
	"currency" | "lowBalance" | "autoTopUp" | "threshold" | "amount" | "noticedAt" | "toppedUpAt"
>;

/** Amounts in minor units; `credit` is what may pay for the subscription; `renewalPrice` is what falls due within three days. */
export type Balance = {
	rules: Rules | null;
	wallet: number;
	credit: number;
	renewalPrice: number | null;
	now: number;
};
/** `rearm`: the balance is above again, so the next time it is low is news. */
export type Check = { topUp: number | null; notice: LowReason | null; rearm: boolean };

/** What a balance calls for: an automatic top-up, a notice that has not been sent, or neither. */
export function checkOf({ rules, wallet, credit, renewalPrice, now }: Balance): Check {
	const usesWallet = wallet > 0 || (rules !== null && (rules.lowBalance !== null || rules.autoTopUp !== "off"));
	const low = rules?.lowBalance != null && wallet < rules.lowBalance;
	const short = usesWallet && renewalPrice !== null && wallet + credit < renewalPrice;
	const noticed = rules?.noticedAt != null;
	const news = low ? "low" : short ? "renewal" : null;
	return {
		topUp: rules === null ? null : topUpOf(rules, wallet, now),
		notice: noticed ? null : news,
		rearm: noticed && news === null,
	};
}

function topUpOf({ autoTopUp, threshold, amount, toppedUpAt, currency }: Rules, wallet: number, now: number) {
	if (autoTopUp === "off" || threshold === null || amount === null || wallet >= threshold) return null;
	if (toppedUpAt !== null && now - toppedUpAt < AUTO_TOP_UP_PAUSE) return null;
	const { least, most } = TOP_UP_BOUNDS[currency];
	const wanted = autoTopUp === "target" ? amount - wallet : amount;
	return Math.min(Math.max(wanted, least), most);
}
