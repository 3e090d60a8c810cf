import { expect, test } from "vitest";
import { BILLING, bindings, buyer, person, request, system } from "#tests/factories";
import { mailsTo } from "#tests/mails";
import { runCron } from "#worker/cron";
import { auditInstallation } from "#worker/kernel/audit";
import { newId } from "#worker/kernel/ids";
import { cronRuns } from "#worker/kernel/tables";
import { DAY } from "#worker/kernel/time";

type Advanced = { now: string; ahead: number; ran: { at: string; task: string; handled: number }[]; events: number };
const advance = async (duration: unknown) => request("POST", "/api/v1/dev/clock", { body: { advance: duration } });
const clock = async () => (await (await request("GET", "/api/v1/dev/clock")).json()) as { now: string; ahead: number };

test("now moves for requests, the queue and cron; sessions stay on the wall clock", async () => {
	const owner = await person("operator");
	const before = Date.parse((await clock()).now);
	const answer = (await (await advance("P40D")).json()) as Advanced;
	expect(Date.parse(answer.now) - before).toBeGreaterThanOrEqual(40 * DAY);
	expect(Date.parse((await clock()).now) - before).toBeGreaterThanOrEqual(40 * DAY);
	expect(answer.ran.map(({ at }) => at)).toEqual(answer.ran.map(({ at }) => at).toSorted());

	expect((await request("GET", "/api/v1/me", { as: owner })).status).toBe(200);
	await runCron("17 * * * *", bindings, Date.parse(answer.now));
	const runs = await system().db.list(cronRuns);
	expect(runs.every((run) => run.finishedAt !== null && run.finishedAt >= run.startedAt)).toBe(true);
});

test("what waits in the outbox is handled on the way", async () => {
	await buyer({ billing: { ...BILLING, email: "waits@example.test" } }, Date.parse((await clock()).now));
	const answer = (await (await advance("PT1H")).json()) as Advanced;
	expect(answer.events).toBeGreaterThan(0);
	expect((await mailsTo("waits@example.test")).map((mail) => mail.template)).toEqual(["invoice.opened"]);
	const happened = await request("GET", `/api/v1/dev/clock/happenings?sort=at&kind=mail`);
	expect(await happened.json()).toMatchObject({ items: [{ kind: "mail", mail: { to: "waits@example.test" } }] });
});

test("what happened is what happened to the business, not who came in or looked at a file", async () => {
	const it = system(Date.parse((await clock()).now));
	const from = new Date(it.now).toISOString();
	const resource = { kind: "user", id: newId("user") };
	const signedIn = ["user.sign_in", "user.sign_in_failed", "user.sign_out", "user.change_password", "file.open"];
	const actions = [...signedIn, "coupon.update", "user.register"];
	await it.db.batch(actions.map((action) => auditInstallation(it, { action, resource })));
	const happened = await request("GET", `/api/v1/dev/clock/happenings?kind=change&from=${from}`);
	const { items } = (await happened.json()) as { items: { what: string; resource: { id: string } }[] };
	const mine = items.filter((item) => item.resource.id === resource.id).map(({ what }) => what);
	expect(mine.toSorted()).toEqual(["coupon.update", "user.register"]);
});

test("two who move the clock at once: one of them is told", async () => {
	const answers = await Promise.all([advance("PT2H"), advance("PT2H"), advance("PT2H")]);
	expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
});

test.each(["P", "PT", "7D", "-P1D", "P1.5D", "P4Y", "P1DT", "", 7, null])(
	"%o is no way to move it",
	async (duration) => {
		const answer = await advance(duration);
		expect(answer.status).toBe(422);
		expect(await answer.json()).toMatchObject({ issues: [{ pointer: "/advance" }] });
	},
);
