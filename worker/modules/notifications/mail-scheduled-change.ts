import { eq } from "drizzle-orm";
import type { JobOf } from "#queues/messages";
import { inTenant, type SystemContext } from "#worker/kernel/context";
import { planChanges } from "#worker/modules/billing/plan-changes/tables";
import { plans } from "#worker/modules/catalog/tables";
import { deliverMail } from "./deliver-mail";
import { logMissing } from "./log-missing";
import type { MailPort } from "./mail-port";
import { loadNews } from "./mail-subscription-events";
import { planChangeScheduledMail } from "./templates/plan-change-scheduled";

type Job = JobOf<"plan_change.scheduled" | "plan_change.unscheduled">;

/** To the owner: the plan changes at the end of the period, or not after all. What was taken back before is not told. */
export async function mailScheduledChange(ctx: SystemContext, port: MailPort, job: Job): Promise<void> {
	const inside = inTenant(ctx, ctx.db, job.tenantId);
	const change = await inside.db.find(planChanges, eq(planChanges.id, job.planChangeId));
	if (!change) return logMissing(job, "plan change", job.planChangeId);
	const kind = job.type === "plan_change.scheduled" ? "scheduled" : "unscheduled";
	if (kind === "scheduled" && change.status !== "quoted") return;
	const [about, plan] = await Promise.all([
		loadNews(inside, change.subscriptionId),
		inside.db.findShared(plans, eq(plans.id, change.planId)),
	]);
	if (!about || !plan) return logMissing(job, "subscription", change.subscriptionId);
	const { name, email, locale, tenant, plan: from } = about;
	const content = planChangeScheduledMail(
		{
			...{ kind, name, tenant, from, to: plan.name, interval: change.interval, at: change.effectiveAt },
			price: change.quote.periodPrice ?? change.quote.subtotal,
			url: `${ctx.config.APP_URL}/app/billing`,
		},
		locale,
	);
	const to = { eventId: job.id, tenantId: job.tenantId, template: job.type, to: email, locale };
	await deliverMail(ctx, port, { ...to, ...content });
}
