import type { Random } from "#scripts/seed/random";
import type { UserActor } from "#worker/kernel/context";
import { MINUTE } from "#worker/kernel/time";
import { approveRequest, rejectRequest } from "#worker/modules/billing/approvals/decide-approval";
import { createCoupon } from "#worker/modules/billing/coupons/manage-coupons";
import { CouponInput } from "#worker/modules/billing/coupons/schemas";
import { approvePayment, rejectPayment } from "#worker/modules/billing/payments/review-payment";
import { completeRefund } from "#worker/modules/billing/refunds/complete-refund";
import { adjustWallet } from "#worker/modules/billing/wallet/adjust-wallet";
import { giveGrant } from "#worker/modules/billing/wallet/give-grant";
import type { Morning, SeenApproval } from "./observe";
import type { Stage } from "./stage";
import { plan, type World } from "./world";

/** A discount, an amount with few of them, the last one that two may want at once, and more days of a trial. */
const COUPONS_ON_OFFER = [
	{ code: "SEPULUH", name: "Ten per cent", kind: "percent", value: 10, maxPerTenant: 2 },
	{
		code: "HEMAT25",
		name: "25,000 off",
		kind: "fixed",
		value: 25_000,
		currency: "IDR",
		maxRedemptions: 5,
		stackable: true,
	},
	{ code: "TERAKHIR", name: "Half, once", kind: "percent", value: 50, maxRedemptions: 1 },
	{ code: "SEMINGGU", name: "A week more", kind: "trial_extension", value: 7 },
] as const;

export async function hire(world: World): Promise<void> {
	const { start, stages } = world;
	for (const name of ["Ayu", "Bima"]) {
		const person = { name, email: `${name.toLowerCase()}@sewa.simulated`, systemRole: "operator" as const };
		world.staff.push(await stages.first.person(start, person));
	}
	const [agent] = world.staff;
	if (!agent) return;
	for (const coupon of COUPONS_ON_OFFER)
		await createCoupon(stages.first.system(start, agent), CouponInput.parse(coupon));
}

/** The back office's day: what waits is decided, mostly rightly; now and then somebody is generous. */
export function work(world: World, morning: Morning, day: number, until: number): void {
	const random = world.random("staff", day);
	const does: Does = (what, run, place = random.between(0, 1)) => {
		const agent = world.staff[place];
		const at = world.clock.now + random.between(60, 22 * 60) * MINUTE;
		if (agent && at < until) plan(world, { at, who: agent.name, what, run: (stage) => run(stage, agent) });
	};
	for (const payment of [...morning.payments.values()].flat())
		if (payment.status === "awaiting_review" && random.chance(80)) review(world, payment.id, random, does);
	for (const refund of morning.refunds)
		if (refund.way === "manual" && random.chance(60)) does(`has transferred ${refund.id}`, complete(world, refund.id));
	for (const approval of morning.approvals) decideApproval(world, approval, random, does);
	if (random.chance(8)) generosity(world, random, does);
}

/** The money is there with four of five; a mistake is to say the contrary. */
function review(world: World, id: PaymentId, random: Random, does: Does): void {
	const isThere = random.chance(80) !== world.meets("mistake", 6, random);
	if (isThere) does(`approves ${id}`, approve(world, id));
	else does(`rejects ${id}`, reject(world, id));
}

/** A mistake is to agree with oneself. */
function decideApproval(world: World, { id, requestedBy }: SeenApproval, random: Random, does: Does): void {
	const own = world.staff.findIndex((agent) => agent.id === requestedBy);
	const place = world.meets("mistake", 6, random) ? own : 1 - own;
	if (random.chance(70)) does(`agrees to ${id}`, agree(world, id), place);
	else if (random.chance(30)) does(`refuses ${id}`, refuse(world, id), place);
}

type Does = (what: string, run: Act, place?: number) => void;

function generosity(world: World, random: Random, does: Does): void {
	const known = world.customers.filter((customer) => customer.tenantId !== null);
	const customer = known[random.between(0, Math.max(0, known.length - 1))];
	const tenantId = customer?.tenantId;
	if (!tenantId) return;
	const amount = { amount: random.between(1, 300) * 1_000, currency: "IDR" as const };
	const direction = random.pick<"credit" | "debit">(["credit", "credit", "debit"]);
	const reason = "Goodwill";
	if (random.chance(50))
		does(`gives ${customer.name} credit of ${amount.amount}`, async (stage, agent) => {
			const input = { kind: "promotional" as const, amount, reason };
			await giveGrant(stage.system(world.clock.now, agent), tenantId, input);
			return "given";
		});
	else
		does(`adjusts ${customer.name}'s wallet: ${direction} ${amount.amount}`, async (stage, agent) => {
			const input = { direction, amount, reason };
			return (await adjustWallet(stage.system(world.clock.now, agent), tenantId, input)).status;
		});
}

type PaymentId = Parameters<typeof approvePayment>[1];
type Act = (stage: Stage, agent: UserActor) => Promise<string>;

const approve =
	(world: World, id: PaymentId): Act =>
	async (stage, agent) =>
		(await approvePayment(stage.system(world.clock.now, agent), id, {})).status;
const reject =
	(world: World, id: PaymentId): Act =>
	async (stage, agent) =>
		(await rejectPayment(stage.system(world.clock.now, agent), id, { reason: "It never came" })).status;
const complete =
	(world: World, id: Parameters<typeof completeRefund>[1]): Act =>
	async (stage, agent) =>
		(await completeRefund(stage.system(world.clock.now, agent), id, { reference: "TRX-REFUND" })).status;
const agree =
	(world: World, id: Parameters<typeof approveRequest>[1]): Act =>
	async (stage, agent) =>
		(await approveRequest(stage.system(world.clock.now, agent), id)).status;
const refuse =
	(world: World, id: Parameters<typeof approveRequest>[1]): Act =>
	async (stage, agent) =>
		(await rejectRequest(stage.system(world.clock.now, agent), id, { reason: "Not this one" })).status;
