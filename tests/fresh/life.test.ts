import { expect, test, vi } from "vitest";
import { BILLING, type Person, person, request } from "#tests/factories";
import { subscriber } from "#tests/subscribers";
import { DAY } from "#worker/kernel/time";

vi.setConfig({ testTimeout: 90_000 });

type Advanced = { now: string; ran: { at: string; task: string; handled: number }[]; failures: unknown[] };
type Invoice = { id: string; status: string; total: { amount: number; currency: string } };
type Subscription = {
	status: string;
	periodStart: string;
	periodEnd: string;
	trialEndsAt: string | null;
	plan: string;
};
type Mail = { template: string; to: string; createdAt: string };

async function json<T>(method: string, path: string, as: Person | undefined, body?: unknown): Promise<T> {
	const answer = await request(method, `/api/v1${path}`, { as, body });
	const text = await answer.text();
	expect(answer.status, `${method} ${path}: ${text}`).toBeLessThan(300);
	return JSON.parse(text) as T;
}

const advance = (by: string) => json<Advanced>("POST", "/dev/clock", undefined, { advance: by });
const subscriptionOf = (as: Person) => json<Subscription>("GET", "/subscription", as);
const invoicesOf = async (as: Person) => (await json<{ items: Invoice[] }>("GET", "/invoices?sort=openedAt", as)).items;
const mailsTo = async (to: string) => {
	const { items } = await json<{ items: Mail[] }>("GET", `/dev/mails?to=${to}&limit=100`, undefined);
	return items.map((mail) => mail.template).toReversed();
};

async function pay(as: Person, staff: Person, { id, total }: Invoice) {
	const body = { method: "bca", amount: total, reference: "TRX" };
	const payment = await json<{ id: string }>("POST", `/invoices/${id}/payments`, as, body);
	await json("POST", `/admin/payments/${payment.id}/approve`, staff, {});
}

async function found(plan: string, email: string) {
	const owner = await person();
	const billing = plan === "free" ? undefined : { ...BILLING, email };
	await json("POST", "/tenants", owner, { name: "Toko Waktu", plan, interval: "month", currency: "IDR", billing });
	return owner;
}

test("renewal on an empty wallet, grace, suspension, revival by payment: all by moving the clock", async () => {
	const staff = await person("operator");
	const owner = await found("starter", "life@example.test");
	const [first] = await invoicesOf(owner);
	if (!first) throw new Error("no invoice");
	await pay(owner, staff, first);
	const bought = await subscriptionOf(owner);

	const { failures } = await advance("P1M2D");
	expect(failures).toEqual([]);
	expect(await subscriptionOf(owner)).toMatchObject({ status: "past_due", periodEnd: bought.periodEnd });
	expect((await invoicesOf(owner)).map((invoice) => invoice.status)).toEqual(["paid", "open"]);

	await advance("P3D");
	expect(await subscriptionOf(owner)).toMatchObject({ status: "past_due" });
	await advance("P4D");
	expect(await subscriptionOf(owner)).toMatchObject({ status: "suspended" });
	expect(await json("GET", "/tenant", owner)).toMatchObject({ status: "suspended" });
	const refused = await request("POST", "/api/v1/invitations", {
		as: owner,
		body: { email: "a@b.example", role: "member" },
	});
	expect(await refused.json()).toMatchObject({ code: "tenant_suspended" });

	const open = (await invoicesOf(owner)).find((invoice) => invoice.status === "open");
	if (!open) throw new Error("nothing to pay");
	await pay(owner, staff, open);
	const { now } = await advance("PT1H");
	const revived = await subscriptionOf(owner);
	expect(revived.status).toBe("active");
	expect(Date.parse(now) - Date.parse(revived.periodStart)).toBeLessThan(DAY);
	expect(await json("GET", "/tenant", owner)).toMatchObject({ status: "active" });

	const mails = await mailsTo("life@example.test");
	expect(mails.filter((name) => name.startsWith("dunning."))).toEqual([
		...["dunning.reminder", "dunning.reminder", "dunning.reminder", "dunning.suspended"],
	]);
	// It left by the queue, as the payment was approved by a request.
	await vi.waitFor(async () => expect(await mailsTo(owner.email)).toContain("subscription.revived"), 10_000);
});

test("left unpaid it ends after 30 days, and the organisation goes on with what is free", async () => {
	const staff = await person("operator");
	const owner = await found("starter", "left@example.test");
	const [first] = await invoicesOf(owner);
	if (!first) throw new Error("no invoice");
	await pay(owner, staff, first);
	await advance("P1M31D");
	expect(await subscriptionOf(owner)).toMatchObject({ status: "active", plan: "free" });
	expect(await json("GET", "/tenant", owner)).toMatchObject({ status: "active" });
	expect((await invoicesOf(owner)).map((invoice) => invoice.status)).toEqual(["paid", "uncollectible"]);
	expect(await mailsTo("left@example.test")).toContain("dunning.canceled");
});

test("a trial of a paid plan is reminded of three days before it ends, and expires to what is free", async () => {
	const owner = await person();
	await json("POST", "/tenants", owner, { name: "Toko Coba", plan: "growth", interval: "month", currency: "IDR" });
	await advance("P10D");
	expect(await mailsTo(owner.email)).not.toContain("subscription.trial_ending");
	await advance("P2D");
	expect((await mailsTo(owner.email)).filter((name) => name === "subscription.trial_ending")).toHaveLength(1);
	await advance("P3D");
	expect(await subscriptionOf(owner)).toMatchObject({ status: "active", plan: "free" });
	expect((await mailsTo(owner.email)).filter((name) => name.startsWith("subscription.trial"))).toEqual([
		...["subscription.trial_ending", "subscription.trial_expired"],
	]);
});

test("a quarter of a dozen organisations goes by in order, each period billed", async () => {
	// Founded past the queue, so that all of their events wait for the time machine.
	const now = Date.parse((await json<{ now: string }>("GET", "/dev/clock", undefined)).now);
	const founded = await Promise.all(Array.from({ length: 12 }, (_, i) => subscriber({}, now - i * 60_000)));
	const owners = founded.map(({ owner }) => owner);
	const { ran, failures } = await advance("P3M");
	expect(failures).toEqual([]);
	expect(ran.map(({ at }) => at)).toEqual(ran.map(({ at }) => at).toSorted());
	for (const owner of owners) {
		expect((await invoicesOf(owner)).map((invoice) => invoice.status)).toEqual(["paid", "uncollectible"]);
		expect(await subscriptionOf(owner)).toMatchObject({ plan: "free", status: "active" });
	}
});
