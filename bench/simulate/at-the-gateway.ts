import { DAY, MINUTE } from "#worker/kernel/time";
import type { Customer } from "./customers";
import type { Ending, Means } from "./decide";
import type { SeenPayment } from "./observe";
import { plan, type World } from "./world";

type Visit = { means: Means; ending: Ending; order: { id: string; reference: string } };

/** What somebody does on a gateway's page. That it is too late, or paid already, is how it goes in life. */
export function atTheGateway(world: World, customer: Customer, { means, ending, order }: Visit): void {
	const { clock } = world;
	const act = (after: number, what: string, run: () => unknown) =>
		plan(world, { at: clock.now + after, who: customer.name, what, run: async () => attempted(run) });
	const onPage = pagesOf(world)[pageOf(means, ending)];
	if (ending.how === "is denied, then pays") act(MINUTE, `is denied for ${order.id}`, () => onPage.fail(order));
	// A virtual account is given out at once and paid later at the bank.
	if (means === "va") act(MINUTE, `gets an account for ${order.id}`, () => onPage.begin(order));
	act(ending.after + 2 * MINUTE, `pays at the gateway for ${order.id}`, () => onPage.pay(order));
	if (ending.takenBack !== undefined)
		act(ending.after + 2 * MINUTE + ending.takenBack, `has its bank take back ${order.id}`, () =>
			world.gateways.midtrans.reverse(order.id),
		);
}

type PageName = "qris" | "va" | "hasty va" | "snap card" | "card";
const PAGES: Partial<Record<Means, PageName>> = { qris: "qris", va: "va", "snap card": "snap card" };
/** Some banks take a settlement back; BCA does not. */
const pageOf = (means: Means, { takenBack }: Ending): PageName =>
	takenBack === undefined ? (PAGES[means] ?? "card") : "hasty va";

type Order = Visit["order"];
type Page = Record<"begin" | "pay" | "fail", (order: Order) => unknown>;

function pagesOf({ gateways: { midtrans, stripe }, clock }: World): Record<PageName, Page> {
	const snap = (channel: string): Page => {
		const open = ({ id }: Order, act: () => unknown) => {
			const order = midtrans.books.orders.get(id);
			if (!order || order.expiresAt <= clock.now) throw new RangeError("the page has expired");
			return act();
		};
		return {
			begin: (order) => open(order, () => midtrans.pick(order.id, channel)),
			pay: (order) => open(order, () => midtrans.pay(order.id, channel)),
			fail: (order) => open(order, () => midtrans.card(order.id, "bank_deny")),
		};
	};
	const checkout: Page = {
		begin: () => undefined,
		pay: ({ reference }) => stripe.pay(reference),
		fail: ({ reference }) => stripe.decline(reference),
	};
	const va = { va: snap("bca_va"), "hasty va": snap("permata_va") };
	return { ...va, qris: snap("qris"), "snap card": snap("credit_card"), card: checkout };
}

function attempted(run: () => unknown): string {
	try {
		run();
		return "done";
	} catch (error) {
		return `not any more (${error instanceof Error ? error.message.replace(/\b(cs|pi)_\w+/g, "…") : "?"})`;
	}
}

/** Some want a part of it only. */
const partOf = ({ amount }: SeenPayment, some: boolean): number | undefined =>
	some ? Math.ceil(amount / 3) : undefined;

function laterTheRest(world: World, { name }: Customer, { id }: SeenPayment): void {
	const { midtrans } = world.gateways;
	const run = async () => attempted(() => midtrans.chargeback(id));
	plan(world, { at: world.clock.now + 5 * DAY, who: name, what: `disputes the rest of ${id}`, run });
}

/** The owner of a card goes to the bank; some weeks later it is decided. */
export function dispute(world: World, customer: Customer, payment: SeenPayment, wins: boolean): string {
	const { stripe, midtrans } = world.gateways;
	const intent = payment.transaction;
	// A chargeback at Midtrans is the last word.
	if (payment.provider === "midtrans") {
		if (wins) laterTheRest(world, customer, payment);
		return attempted(() => midtrans.chargeback(payment.id, partOf(payment, wins)));
	}
	if (!intent) return "there is no charge";
	const opened = attempted(() => stripe.dispute(intent));
	const at = world.clock.now + 9 * DAY;
	const what = `loses the dispute of ${payment.id}`;
	const decided = async () => attempted(() => stripe.closeDispute(intent, true));
	// A dispute that is lost stays as it is: the money is gone.
	if (opened === "done" && wins) plan(world, { at, who: customer.name, what, run: decided });
	return opened;
}
