import type { UserActor } from "#worker/kernel/context";
import { DAY, HOUR } from "#worker/kernel/time";
import { acceptInvitation } from "#worker/modules/tenants/accept-invitation";
import { inviteMember, revokeInvitation } from "#worker/modules/tenants/invite-member";
import { type Company, dayAgo, mailOf } from "./tenant-story";
import type { Step } from "./timeline";

const FIRST = [
	"Agus",
	"Dian",
	"Eko",
	"Fajar",
	"Gita",
	"Hani",
	"Intan",
	"Johan",
	"Kartika",
	"Lukman",
	"Mega",
	"Nur",
	"Putri",
	"Rahmat",
	"Sari",
	"Teguh",
	"Vina",
	"Yusuf",
] as const;
const LAST = [
	"Aditya",
	"Firdaus",
	"Halim",
	"Irawan",
	"Kusuma",
	"Lubis",
	"Nasution",
	"Oktaviani",
	"Purnomo",
	"Rahayu",
	"Siregar",
	"Utami",
	"Wibowo",
	"Yulianti",
] as const;
/** Days ago: one open, one lapsed, one taken back. */
const INVITED = [2, 25, 6];

/** The people who came after the owner, and those who were invited and have not come. */
export function joined(company: Company, start: number, known?: UserActor): Step[] {
	const { tenant, random } = company;
	const steps = known ? [invite(company, start + 26 * HOUR, known)] : [];
	for (let i = 0; i < (tenant.team ?? 0); i++)
		steps.push(invite(company, start + (1 + i * 4) * DAY + random.between(1, 8) * HOUR));
	return [...steps, ...INVITED.slice(0, tenant.invited ?? 0).map((days, i) => leaveOpen(company, days, i))];
}

const guests = new WeakMap<Company, number>();

function nextName(company: Company): string {
	const count = guests.get(company) ?? 0;
	guests.set(company, count + 1);
	const from = company.domain.length;
	return `${FIRST[(from + count * 5) % FIRST.length]} ${LAST[(from + count * 3) % LAST.length]}`;
}

function invite(company: Company, at: number, known?: UserActor): Step {
	const { stage, owner, id, domain, password, random } = company;
	const role = !known && random.chance(25) ? ("admin" as const) : ("member" as const);
	const run = async (at: number) => {
		const name = known?.name ?? nextName(company);
		const email = known?.email ?? mailOf(name, domain);
		const invitation = await inviteMember(stage.tenant(at, id, owner), { email, role });
		const accept = async (later: number) => {
			const guest = known ?? (await stage.person(later, { name, email, password }));
			await acceptInvitation(stage.user(later, guest), invitation.id);
			return undefined;
		};
		return [{ at: at + 5 * HOUR, run: accept }];
	};
	return { at, run };
}

function leaveOpen(company: Company, days: number, index: number): Step {
	const { stage, owner, id, domain } = company;
	const run = async (at: number) => {
		const email = mailOf(nextName(company), domain);
		const invitation = await inviteMember(stage.tenant(at, id, owner), { email, role: "member" });
		const revoke = async (later: number) => {
			await revokeInvitation(stage.tenant(later, id, owner), invitation.id);
			return undefined;
		};
		return index === 2 ? [{ at: at + 3 * HOUR, run: revoke }] : [];
	};
	return { at: dayAgo(stage.now, days) + 11 * HOUR, run };
}
