import { expect, test } from "vitest";
import { person, request, system, tenant } from "#tests/factories";
import { mailsTo, mailTo } from "#tests/mails";
import { longDate } from "#worker/kernel/long-date";
import { auditLogs } from "#worker/kernel/tables";
import { DAY } from "#worker/kernel/time";
import { cancelSubscription } from "./cancel-subscription";
import { currentSubscription } from "./current-subscription";
import { lengthenTrial } from "./lengthen-trial";

test("days are added to the end of the trial, with the reason in the audit log; it is reminded of anew", async () => {
	const { ctx } = await tenant({ plan: "growth" });
	const before = await currentSubscription(ctx);
	const as = await person("operator");
	const path = `/api/v1/admin/subscriptions/${before.id}/extend-trial`;
	const answer = await request("POST", path, { as, body: { days: 14, reason: "Their import took a week" } });
	expect(answer.status).toBe(200);
	const trialEndsAt = (before.trialEndsAt ?? 0) + 14 * DAY;
	expect(await answer.json()).toMatchObject({ id: before.id, trialEndsAt: new Date(trialEndsAt).toISOString() });
	expect(await currentSubscription(ctx)).toMatchObject({ status: "trialing", trialEndsAt, trialRemindedAt: null });
	const rows = await ctx.db.list(auditLogs);
	expect(rows.find(({ action }) => action === "subscription.extend_trial")).toMatchObject({
		actorName: as.name,
		after: { trialEndsAt, reason: "Their import took a week" },
	});
});

test("the owner is told until when it runs; of a trial that was given up, no more", async () => {
	const it = await tenant({ plan: "growth" });
	const { id, trialEndsAt } = await currentSubscription(it.ctx);
	await lengthenTrial(system(it.ctx.now), id, { days: 14, reason: "Their import took a week" });
	const told = await mailTo(it.owner.email, "subscription.trial_extended");
	expect(told.subject).toBe("Your trial of Growth is longer now");
	expect(told.text).toContain(longDate((trialEndsAt ?? 0) + 14 * DAY, "en"));
	expect(told.text).not.toContain("Their import took a week");
	await lengthenTrial(system(it.ctx.now), id, { days: 1, reason: "And one more" });
	await cancelSubscription(it.ctx, { when: "period_end" });
	await mailTo(it.owner.email, "subscription.cancel_scheduled");
	const templates = (await mailsTo(it.owner.email)).map(({ template }) => template);
	expect(templates.filter((name) => name === "subscription.trial_extended")).toHaveLength(1);
});

test("two at once: one adds its days, the other is told to look again", async () => {
	const { ctx } = await tenant({ plan: "growth" });
	const { id, trialEndsAt } = await currentSubscription(ctx);
	const attempts = [7, 30].map((days) => lengthenTrial(system(ctx.now), id, { days, reason: "both" }));
	const settled = await Promise.allSettled(attempts);
	expect(settled.filter(({ status }) => status === "rejected")).toMatchObject([{ reason: { code: "conflict" } }]);
	const added = ((await currentSubscription(ctx)).trialEndsAt ?? 0) - (trialEndsAt ?? 0);
	expect([7 * DAY, 30 * DAY]).toContain(added);
});

test("a trial that is over or canceled is not made longer", async () => {
	const { ctx } = await tenant({ plan: "growth" });
	const { id, trialEndsAt } = await currentSubscription(ctx);
	const wish = { days: 7, reason: "late" };
	await expect(lengthenTrial(system(trialEndsAt ?? 0), id, wish)).rejects.toMatchObject({ code: "conflict" });
	await cancelSubscription(ctx, { when: "period_end" });
	await expect(lengthenTrial(system(ctx.now), id, wish)).rejects.toMatchObject({ code: "conflict" });
});
