import type { Id } from "#worker/kernel/ids";
import { HOUR, MINUTE } from "#worker/kernel/time";
import { finaliseHold, releaseHold } from "#worker/modules/billing/wallet/end-hold";
import { enterTenant } from "#worker/modules/billing/wallet/read-tenant-wallet";
import { reserve } from "#worker/modules/billing/wallet/reserve-hold";
import type { Morning, SeenHold } from "./observe";
import type { Stage } from "./stage";
import { plan, type World } from "./world";

/** Per cent a day: a service reserves money, spends what it has reserved, or gives it back; else the hold expires. */
const RESERVES = 5;
const SPENDS = 35;
const GIVES_BACK = 15;

type Known = { tenantId: Id<"tenant">; name: string; index: number };

/** Our own services use wallets: what they set aside is spent, all or a part of it, given back, or forgotten. */
export function employServices(world: World, morning: Morning, day: number): void {
	for (const { tenantId, name, index } of world.customers) {
		if (!tenantId || morning.standings.has(tenantId)) continue;
		const customer = { tenantId, name, index };
		const wallet = morning.wallets.get(tenantId) ?? 0;
		if (wallet > 0) reserveSome(world, customer, wallet, day);
		for (const [place, hold] of (morning.holds.get(tenantId) ?? []).entries())
			endHold(world, customer, hold, `${day}/${place}`);
	}
}

/** Now and then more than there is, which is refused. */
function reserveSome(world: World, { tenantId, name, index }: Known, wallet: number, day: number): void {
	const random = world.random("service", index, day);
	if (!random.chance(RESERVES)) return;
	const at = world.clock.now + random.between(60, 22 * 60) * MINUTE;
	const amount = { amount: random.between(1, Math.ceil(wallet * 1.1)), currency: "IDR" as const };
	const expiresIn = random.between(1, 120) * HOUR;
	const run = async (stage: Stage) => {
		const { now } = world.clock;
		const input = { amount, reason: "A job", referenceId: `job_${index}_${day}`, expiresAt: now + expiresIn };
		return (await reserve(await enterTenant(stage.machine(now), tenantId), input)).id;
	};
	plan(world, { at, who: "a service", what: `reserves ${amount.amount} of ${name}`, run });
}

function endHold(world: World, { tenantId, index }: Known, { id, amount }: SeenHold, name: string): void {
	const random = world.random("hold", index, name);
	const spends = random.chance(SPENDS);
	const at = world.clock.now + random.between(60, 22 * 60) * MINUTE;
	const spent = { amount: Math.max(1, Math.floor(amount * random.pick([1, 1, 0.6]))), currency: "IDR" as const };
	const inside = (stage: Stage) => enterTenant(stage.machine(world.clock.now), tenantId);
	const finalise = async (stage: Stage) =>
		(await finaliseHold(await inside(stage), id, { amount: spent, product: "platform" })).status;
	const release = async (stage: Stage) => (await releaseHold(await inside(stage), id)).status;
	if (spends) plan(world, { at, who: "a service", what: `spends ${spent.amount} of ${id}`, run: finalise });
	else if (random.chance(GIVES_BACK)) plan(world, { at, who: "a service", what: `gives back ${id}`, run: release });
}
