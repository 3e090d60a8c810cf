import { and, eq, gt } from "drizzle-orm";
import { localeFrom } from "#modules/tenants";
import type { JobOf } from "#queues/messages";
import { inTenant, type SystemContext, type TenantContext } from "#worker/kernel/context";
import type { LocalText } from "#worker/kernel/locale";
import { isRecordMeter } from "#worker/modules/catalog/quotas";
import { users } from "#worker/modules/identity/tables";
import { snapshotOf, snapshotReads } from "#worker/modules/metering/admission/snapshot";
import { largerPlan } from "#worker/modules/metering/quotas/larger-plan";
import { meters, usageAlerts } from "#worker/modules/metering/tables";
import { members, tenants } from "#worker/modules/tenants/tables";
import { deliverMail } from "./deliver-mail";
import { logMissing } from "./log-missing";
import type { MailPort } from "./mail-port";
import { usageAlertMail } from "./templates/usage-alert";

const OWN_NAMES: Record<string, LocalText> = {
	seats: { en: "seats", id: "kursi" },
	branches: { en: "branches", id: "cabang" },
	storage_bytes: { en: "storage (bytes)", id: "penyimpanan (byte)" },
	api_calls: { en: "API calls", id: "panggilan API" },
	inferences: { en: "inferences", id: "inferensi" },
};

/** Tells the owner that a quota is nearly or wholly used. Where both are said at once, the second mail says it all. */
export async function mailUsageAlert(ctx: SystemContext, port: MailPort, job: JobOf<"usage.alerted">): Promise<void> {
	const inside = inTenant(ctx, ctx.db, job.tenantId);
	const { db } = inside;
	const [[alert], [owner], ...rows] = await db.readAll([
		db.toList(usageAlerts, { where: eq(usageAlerts.id, job.usageAlertId) }),
		db.toSelect({ name: tenants.name, email: users.email, locale: users.locale }, members, {
			joins: [
				{ table: tenants, on: eq(tenants.id, members.tenantId) },
				{ table: users, on: eq(users.id, members.userId) },
			],
			where: eq(members.role, "owner"),
			limit: 1,
		}),
		...snapshotReads(db),
	]);
	const snapshot = snapshotOf(rows, ctx.now);
	if (!alert || !owner || !snapshot) return logMissing(job, "usage alert", job.usageAlertId);
	const { meter, threshold, used, limit, periodStart } = alert;
	const worse = and(
		...[eq(usageAlerts.meter, meter), eq(usageAlerts.periodStart, periodStart), gt(usageAlerts.threshold, threshold)],
	);
	const [more, name, larger] = await Promise.all([
		db.find(usageAlerts, worse),
		nameOf(inside, meter),
		largerPlan(inside, meter, limit),
	]);
	if (more) return;
	const locale = localeFrom([owner]);
	const content = usageAlertMail(
		{
			...{ tenant: owner.name, meter: name, threshold, used, limit, larger },
			hard: snapshot.quotas.find((quota) => quota.meter === meter)?.hard ?? true,
			resetsAt: isRecordMeter(meter) ? null : snapshot.period.end,
			url: `${ctx.config.APP_URL}/app/usage`,
		},
		locale,
	);
	const to = { eventId: job.id, tenantId: job.tenantId, template: job.type, to: owner.email, locale };
	await deliverMail(ctx, port, { ...to, ...content });
}

async function nameOf({ db }: TenantContext, meter: string): Promise<LocalText> {
	const own = OWN_NAMES[meter];
	if (own) return own;
	const defined = await db.findShared(meters, eq(meters.code, meter));
	return defined?.name ?? { en: meter, id: meter };
}
