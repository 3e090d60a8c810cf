import type { Random } from "#scripts/seed/random";
import type { UserActor } from "#worker/kernel/context";
import { AppError } from "#worker/kernel/errors";
import type { Id } from "#worker/kernel/ids";
import { MINUTE } from "#worker/kernel/time";
import { approveRequest, rejectRequest } from "#worker/modules/billing/approvals/decide-approval";
import { createCoupon } from "#worker/modules/billing/coupons/manage-coupons";
import { CouponInput } from "#worker/modules/billing/coupons/schemas";
import { approvePayment, rejectPayment } from "#worker/modules/billing/payments/review-payment";
import { isAutomatic } from "#worker/modules/billing/reconciliation/rules";
import { remedyDifference } from "#worker/modules/billing/reconciliation/settle-difference";
import { completeRefund } from "#worker/modules/billing/refunds/complete-refund";
import { adjustWallet } from "#worker/modules/billing/wallet/adjust-wallet";
import { giveGrant } from "#worker/modules/billing/wallet/give-grant";
import { changeTenantStatus } from "#worker/modules/tenants/change-status";
import type { Morning, SeenApproval, SeenDifference, SeenRefund } from "./observe";
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
	const desk = (about: string, tenant: string | null) => deskFor(world, { about, tenant, day, until });
	for (const payment of [...morning.payments.values()].flat())
		if (payment.status === "awaiting_review") review(world, payment.id, desk("review", payment.tenant));
	repair(world, morning, desk);
	for (const refund of morning.refunds)
		if (refund.way === "manual") transferBack(world, refund, desk("refund", refund.tenant));
	for (const approval of morning.approvals) decideApproval(world, approval, desk("approval", approval.tenant));
	for (const { tenantId, name } of world.customers)
		if (tenantId && morning.standings.get(tenantId)?.status !== "closed")
			generosity(world, { tenantId, name }, desk("gift", tenantId));
}

type DeskFor = (about: string, tenant: string | null) => Desk;

/** What is not as it should be: somebody who came back and is still shut out, books that differ. */
function repair(world: World, morning: Morning, desk: DeskFor): void {
	for (const { tenant, status, suspendedFor } of morning.standings.values())
		if (status === "suspended" && suspendedFor === "other") lift(world, tenant, desk("standing", tenant));
	for (const difference of morning.differences)
		if (isAutomatic(difference.remedy)) mend(world, difference, desk("difference", difference.tenant));
}

type Desk = { name: string; random: Random; does: (what: string, run: Act, place?: number) => void };
type Matter = { about: string; tenant: string | null; day: number; until: number };

/** Who decides about a customer's matter and when depends on that customer alone. */
function deskFor(world: World, { about, tenant, day, until }: Matter): Desk {
	const whose = world.customers.find(({ tenantId }) => tenantId === tenant)?.index ?? "-";
	const name = `${about}/${day}/${whose}`;
	const random = world.random("staff", name);
	function does(what: string, run: Act, place = random.between(0, 1)): void {
		const agent = world.staff[place];
		const at = world.clock.now + random.between(60, 22 * 60) * MINUTE;
		if (agent && at < until) plan(world, { at, who: agent.name, what, run: (stage) => run(stage, agent) });
	}
	return { name, random, does };
}

/** The money is there with four of five; a mistake is to say the contrary. */
function review(world: World, id: PaymentId, { name, random, does }: Desk): void {
	if (random.chance(20)) return;
	const isThere = random.chance(80) === (world.meets("mistake", 6, name) === null);
	if (isThere) does(`approves ${id}`, approve(world, id));
	else does(`rejects ${id}`, reject(world, id));
}

/** A mistake is to enter the reference of another transfer. */
function transferBack(world: World, { id }: SeenRefund, { name, random, does }: Desk): void {
	if (random.chance(40)) return;
	const reference = world.meets("mistake", 10, name) ? "TRX-REFUND" : `TRX-${random.digits(8)}`;
	does(`has transferred ${id}`, complete(world, id, reference));
}

/** A mistake is to agree with oneself. */
function decideApproval(world: World, { id, requestedBy }: SeenApproval, { name, random, does }: Desk): void {
	const own = world.staff.findIndex((agent) => agent.id === requestedBy);
	const place = world.meets("mistake", 6, name) ? own : 1 - own;
	if (random.chance(70)) does(`agrees to ${id}`, agree(world, id), place);
	else if (random.chance(30)) does(`refuses ${id}`, refuse(world, id), place);
}

/** Who has taken its closing back is let in again. */
function lift(world: World, tenantId: Id<"tenant">, { random, does }: Desk): void {
	if (!random.chance(40)) return;
	does(`lets ${tenantId} in again`, async (stage, agent) => {
		await changeTenantStatus(stage.system(world.clock.now, agent), tenantId, "reactivate", "It stays");
		return "active";
	});
}

/** What reconciliation proposes and can do by itself. */
function mend(world: World, { id, kind, remedy }: SeenDifference, { random, does }: Desk): void {
	if (!random.chance(75)) return;
	does(`mends ${id}, ${kind}, by ${remedy}`, async (stage, agent) => {
		const { resolvedAt } = await remedyDifference(stage.system(world.clock.now, agent), id);
		return resolvedAt ? "settled" : "under way";
	});
}

type Known = { tenantId: Id<"tenant">; name: string };

function generosity(world: World, { tenantId, name }: Known, { random, does }: Desk): void {
	if (!random.chance(2)) return;
	const amount = { amount: random.between(1, 300) * 1_000, currency: "IDR" as const };
	const direction = random.pick<"credit" | "debit">(["credit", "credit", "debit"]);
	const reason = "Goodwill";
	if (random.chance(50))
		does(`gives ${name} credit of ${amount.amount}`, async (stage, agent) => {
			const input = { kind: "promotional" as const, amount, reason };
			await giveGrant(stage.system(world.clock.now, agent), tenantId, input);
			return "given";
		});
	else
		does(`adjusts ${name}'s wallet: ${direction} ${amount.amount}`, async (stage, agent) => {
			const input = { direction, amount, reason };
			return (await adjustWallet(stage.system(world.clock.now, agent), tenantId, input)).status;
		});
}

type PaymentId = Parameters<typeof approvePayment>[1];
type Act = (stage: Stage, agent: UserActor) => Promise<string>;

const approve =
	(world: World, id: PaymentId): Act =>
	async (stage, agent) => {
		const ctx = stage.system(world.clock.now, agent);
		try {
			return (await approvePayment(ctx, id, {})).status;
		} catch (error) {
			if (!(error instanceof AppError && error.code === "conflict")) throw error;
			// Paid by another, or for nobody any more: the money goes back.
			return (await rejectPayment(ctx, id, { reason: "It is not owed any more" })).status;
		}
	};
const reject =
	(world: World, id: PaymentId): Act =>
	async (stage, agent) =>
		(await rejectPayment(stage.system(world.clock.now, agent), id, { reason: "It never came" })).status;
const complete =
	(world: World, id: Parameters<typeof completeRefund>[1], reference: string): Act =>
	async (stage, agent) =>
		(await completeRefund(stage.system(world.clock.now, agent), id, { reference })).status;
const agree =
	(world: World, id: Parameters<typeof approveRequest>[1]): Act =>
	async (stage, agent) =>
		(await approveRequest(stage.system(world.clock.now, agent), id)).status;
const refuse =
	(world: World, id: Parameters<typeof approveRequest>[1]): Act =>
	async (stage, agent) =>
		(await rejectRequest(stage.system(world.clock.now, agent), id, { reason: "Not this one" })).status;
