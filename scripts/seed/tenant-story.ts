import type { UserActor } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { addMonths, DAY, HOUR } from "#worker/kernel/time";
import { foundTenant } from "#worker/modules/billing/sign-up/found-tenant";
import { changeTenantStatus } from "#worker/modules/tenants/change-status";
import { readTenant, updateTenant } from "#worker/modules/tenants/read-tenant";
import { billed } from "./billing-story";
import type { Paying, Tenant, Trying } from "./cast";
import { CITIES } from "./cities";
import { keyed } from "./key-story";
import { limited } from "./limit-story";
import { logged } from "./log-story";
import { acted } from "./money-story";
import { type Random, randomFrom } from "./random";
import type { Stage } from "./stage";
import { joined } from "./team-story";
import type { Step } from "./timeline";
import { used } from "./usage-story";

export type Company = {
	stage: Stage;
	random: Random;
	tenant: Tenant;
	domain: string;
	/** Made when the tenant is founded. */
	id: Id<"tenant">;
	owner: UserActor;
	staff: { admin: UserActor; operator: UserActor };
	/** The hash that the accounts of the demo's people share. */
	password: string;
};

type Opening = Pick<Company, "stage" | "staff" | "password"> & {
	tenant: Tenant;
	seed: number;
	/** Who founds it when that person is there already. */
	owner?: UserActor;
	/** Who joins it when that person is there already. */
	member?: UserActor;
};

/** The life of one tenant from its founding to today. */
export function lifeOf(opening: Opening): Step[] {
	const { tenant, stage } = opening;
	const random = randomFrom(opening.seed);
	const { story } = tenant;
	const start =
		"paying" in story ? firstPaidAt(stage.now, story.paying, random) : trialStart(stage.now, story.trying, random);
	const foundedAt = "paying" in story ? start - 20 * HOUR : start;
	return [{ at: foundedAt, run: (at) => found(opening, random, at, start) }];
}

async function found(opening: Opening, random: Random, at: number, start: number): Promise<Step[]> {
	const { tenant, stage, staff, password } = opening;
	const domain = `${tenant.name.toLowerCase().replace(/[^a-z0-9]+/g, "")}.example`;
	const owner =
		opening.owner ?? (await stage.person(at, { name: tenant.owner, email: mailOf(tenant.owner, domain), password }));
	const { story } = tenant;
	const buys = "paying" in story ? story.paying : undefined;
	const founded = await foundTenant(stage.user(at, owner), {
		name: tenant.name,
		plan: buys ? buys.plan : (story as { trying: Trying }).trying.plan,
		interval: buys?.interval ?? "month",
		currency: "IDR",
		...(buys && { billing: billingOf(tenant, domain, random) }),
		...(buys?.coupon && { coupon: buys.coupon }),
	});
	const company: Company = { stage, staff, password, tenant, random, domain, owner, id: founded.tenant.id };
	return [
		...(buys && founded.invoice
			? billed(company, buys, {
					invoice: { ...founded.invoice, id: founded.invoice.id as Id<"invoice"> },
					openedAt: at,
					settledAt: start,
				})
			: []),
		...joined(company, start, opening.member),
		...handled(company),
		...acted(company),
		...changed(company),
		...keyed(company),
		...logged(company),
		...limited(company),
		...used(company, at),
	];
}

/** What operators did: suspend, close and the like. */
function handled({ stage, tenant, staff, id }: Company): Step[] {
	return (tenant.measures ?? []).map(({ event, days, reason }) => ({
		at: dayAgo(stage.now, days) + 10 * HOUR,
		run: async (at) => {
			const ctx = event === "finish_closing" ? stage.machine(at) : stage.system(at, staff.admin);
			await changeTenantStatus(ctx, id, event, reason);
			return undefined;
		},
	}));
}

function changed({ stage, tenant, id, owner }: Company): Step[] {
	const { changes } = tenant;
	if (!changes) return [];
	const run = async (at: number) => {
		const ctx = stage.tenant(at, id, owner);
		const { formats } = await readTenant(ctx);
		const { name, timeZone } = changes;
		await updateTenant(ctx, { ...(name && { name }), ...(timeZone && { formats: { ...formats, timeZone } }) });
		return undefined;
	};
	return [{ at: dayAgo(stage.now, changes.days) + 13 * HOUR, run }];
}

const WIB = 7 * HOUR;
/** Midnight in Jakarta, that many days before today. */
export const dayAgo = (now: number, days: number) => Math.floor((now + WIB) / DAY) * DAY - WIB - days * DAY;

function firstPaidAt(now: number, { months, days }: Paying, random: Random): number {
	return addMonths(dayAgo(now, days), -months) + random.between(9 * 60, 17 * 60) * (HOUR / 60);
}

const trialStart = (now: number, { days }: Trying, random: Random) => dayAgo(now, days) + random.between(8, 20) * HOUR;

export const mailOf = (name: string, domain: string) => `${name.toLowerCase().replace(/[^a-z]+/g, ".")}@${domain}`;

function billingOf({ city, npwp }: Tenant, domain: string, random: Random) {
	const { street, ...place } = CITIES[city];
	const address = `${street} No. ${random.between(1, 180)}`;
	return { email: `keuangan@${domain}`, address, city, ...place, country: "ID", npwp: npwp ?? null };
}
