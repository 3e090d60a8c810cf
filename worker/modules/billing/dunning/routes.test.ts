import { expect, test } from "vitest";
import { BILLING, person, request, system } from "#tests/factories";
import { mailTo } from "#tests/mails";
import { subscriber, subscriptionOf } from "#tests/subscribers";
import { fundWallet } from "#tests/wallets";
import { newId } from "#worker/kernel/ids";
import { DAY } from "#worker/kernel/time";
import { renewSubscription } from "../subscriptions/renew-subscription";
import { takeDunningStep } from "./take-step";

type Timeline = {
	status: string;
	stepsTaken: number;
	nextStep: { action: string } | null;
	steps: { step: number | null; action: string; outcome: string; by: string }[];
	ahead: { action: string }[];
};

/** A tenant that owes since a moment ago on the wall clock, which requests go by. */
async function owing() {
	const email = `${newId("mail")}@example.test`;
	const it = await subscriber({ billing: { ...BILLING, email } }, Date.now() - 31 * DAY);
	const now = Date.now() - 1;
	await renewSubscription({ ...it.ctx, now }, it.subscriptionId);
	await takeDunningStep(system(now), it.ctx.tenantId, it.subscriptionId);
	const by = await person("operator");
	const path = `/api/v1/admin/subscriptions/${it.subscriptionId}`;
	const post = (verb: string, body?: unknown) => request("POST", `${path}/${verb}`, { as: by, body });
	const timeline = async () => (await (await request("GET", `${path}/dunning`, { as: by })).json()) as Timeline;
	return { ...it, email, by, post, timeline };
}

test("who owes is on the list, with the invoice and what comes next; the timeline has what was done", async () => {
	const it = await owing();
	const answer = await request("GET", `/api/v1/admin/dunning?tenantId=${it.ctx.tenantId}`, { as: it.by });
	const { items } = (await answer.json()) as { items: unknown[] };
	expect(items).toMatchObject([
		{
			subscriptionId: it.subscriptionId,
			status: "past_due",
			stepsTaken: 1,
			invoice: { status: "open", total: { amount: 165_390, currency: "IDR" } },
			nextStep: { action: "retry" },
		},
	]);
	const { steps, ahead } = await it.timeline();
	expect(steps).toMatchObject([{ step: 0, action: "retry", outcome: "nothing_to_charge", by: "schedule" }]);
	expect(ahead.map(({ action }) => action)).toEqual(["retry", "retry", "suspend", "cancel"]);
	const mine = await request("GET", "/api/v1/subscription", { as: it.owner });
	expect(await mine.json()).toMatchObject({
		dunning: { suspendsAt: new Date(it.periodEnd + 7 * DAY).toISOString(), stepsTaken: 1 },
	});
});

test("pages of the list follow on each other in both orders", async () => {
	const ids = [(await owing()).subscriptionId, (await owing()).subscriptionId, (await owing()).subscriptionId];
	const by = await person("operator");
	for (const sort of ["pastDueSince", "-pastDueSince", "nextStepAt", "-nextStepAt"]) {
		const seen: string[] = [];
		for (let cursor: string | null = ""; cursor !== null; ) {
			const query: string = `sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`;
			const answer = await request("GET", `/api/v1/admin/dunning?${query}`, { as: by });
			const page = (await answer.json()) as { items: { subscriptionId: string }[]; nextCursor: string | null };
			seen.push(...page.items.map((item) => item.subscriptionId));
			cursor = page.nextCursor;
		}
		expect(new Set(seen).size).toBe(seen.length);
		expect(seen).toEqual(expect.arrayContaining(ids));
	}
});

test("a person tries again: the wallet pays, and the schedule is over", async () => {
	const it = await owing();
	await fundWallet(it.ctx, 165_390);
	const tried = await Promise.all([it.post("retry"), it.post("retry"), it.post("retry")]);
	expect(tried.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
	expect(await subscriptionOf(it.ctx)).toMatchObject({ status: "active", nextDunningAt: null });
	const { steps, ahead, nextStep } = await it.timeline();
	expect(steps[0]).toMatchObject({ step: null, action: "retry", outcome: "paid_from_wallet", by: it.by.name });
	expect([ahead, nextStep]).toEqual([[], null]);
	expect((await it.post("retry")).status).toBe(409);
});

test("a try that collects nothing leaves the schedule where it was", async () => {
	const it = await owing();
	const before = await subscriptionOf(it.ctx);
	expect((await it.post("retry")).status).toBe(200);
	const { dunningStep, nextDunningAt } = await subscriptionOf(it.ctx);
	expect({ dunningStep, nextDunningAt }).toEqual({
		dunningStep: before.dunningStep,
		nextDunningAt: before.nextDunningAt,
	});
});

test("a message is mailed to the invoice's address and kept", async () => {
	const it = await owing();
	expect((await it.post("contact", { message: "Apakah ada <b>masalah</b>?" })).status).toBe(200);
	const mail = await mailTo(it.email, "dunning.contact");
	expect(mail.text).toContain("Apakah ada <b>masalah</b>?");
	expect(mail.html).not.toContain("<b>masalah");
	expect((await it.timeline()).steps[0]).toMatchObject({ action: "contact", outcome: "Apakah ada <b>masalah</b>?" });
	expect((await it.post("contact", { message: " " })).status).toBe(422);
});

test("suspended by a person: once, the people read why, and the schedule's own suspension only moves on", async () => {
	const it = await owing();
	expect((await it.post("suspend", { reason: "Transfer taken back" })).status).toBe(200);
	expect((await it.post("suspend", { reason: "Again" })).status).toBe(409);
	const tenant = await request("GET", "/api/v1/tenant", { as: it.owner });
	expect(await tenant.json()).toMatchObject({ status: "suspended", statusReason: "Transfer taken back" });
	for (let step = 0; step < 3; step++)
		await takeDunningStep(system(it.periodEnd + 7 * DAY), it.ctx.tenantId, it.subscriptionId);
	expect(await it.timeline()).toMatchObject({ status: "suspended", stepsTaken: 4, nextStep: { action: "cancel" } });
});

test("nobody's subscription is 404; one that owes nothing is a conflict", async () => {
	const by = await person("operator");
	const path = (id: string) => `/api/v1/admin/subscriptions/${id}/retry`;
	expect((await request("POST", path(newId("subscription")), { as: by })).status).toBe(404);
	const { subscriptionId } = await subscriber();
	expect((await request("POST", path(subscriptionId), { as: by })).status).toBe(409);
});
