import type { Random } from "#scripts/seed/random";
import { MINUTE } from "#worker/kernel/time";
import type { WalletSettings } from "#worker/modules/billing/wallet/schemas";
import type { Temperament } from "./customers";
import type { ChanceOf, Ending, Intention, Sight, Wish } from "./decide";

/** How often a bank takes back what it had settled, and within how long it does. */
const REVERSED = 8;
const TAKEN_BACK_WITHIN = 5;

/** Virtual accounts of some banks are settled too early now and then. */
export function reversalOf(ending: Ending, random: Random): Ending {
	if (!random.chance(REVERSED)) return ending;
	return { ...ending, takenBack: random.between(1, TAKEN_BACK_WITHIN) * MINUTE };
}

/** What people do once in a while; each by a chance of its own, so that the rest of their day stays as it is. */
export function decideRarely(
	{ standing }: Sight,
	temper: Temperament,
	morning: number,
	chanceOf: ChanceOf,
): Intention[] {
	const wishes: [Wish, Random][] = [];
	const [rule, leaving] = [chanceOf("rule"), chanceOf("leaving")];
	if (rule.chance(temper.inclined["sets a rule"] ?? 0)) wishes.push([ruleOf(temper, rule), rule]);
	if (standing?.status === "closing") {
		if (leaving.chance(3)) wishes.push([{ do: "stay" }, leaving]);
	} else if (leaving.chance(temper.inclined.leaves ?? 0)) wishes.push([{ do: "leave" }, leaving]);
	return wishes.map(([wish, random]) => ({ wish, at: morning + random.between(60, 22 * 60) * MINUTE }));
}

/** Off now and then; else filled up by a sum or up to one. */
function ruleOf({ currency }: Temperament, random: Random): Wish {
	const unit = currency === "IDR" ? 10_000 : 100;
	const money = (units: number) => ({ amount: units * unit, currency });
	const autoTopUp = random.pick<WalletSettings["autoTopUp"]>(["off", "threshold", "target", "target"]);
	const threshold = random.between(5, 20);
	const settings: WalletSettings = {
		...{ autoTopUp, provider: autoTopUp === "off" ? null : "stripe" },
		lowBalance: random.chance(50) ? money(random.between(1, 10)) : null,
		threshold: autoTopUp === "off" ? null : money(threshold),
		amount: autoTopUp === "off" ? null : money(threshold + random.between(1, 30)),
	};
	return { do: "set rule", settings };
}
