/** Midnight of a calendar day (`2026-11-20`) where the person is, as an ISO instant; null when it is no day. */
export function startOfDay(day: string | null, timeZone: string, plusDays = 0): string | null {
	if (!day || !/^\d{4}-\d\d-\d\d$/.test(day)) return null;
	const utc = Date.parse(`${day}T00:00:00Z`) + plusDays * 86_400_000;
	if (Number.isNaN(utc)) return null;
	// The offset is asked for at the instant that is found, so that a change of clocks in between is kept to.
	const near = utc - offsetAt(utc, timeZone);
	return new Date(utc - offsetAt(near, timeZone)).toISOString();
}

/** Milliseconds that the zone is ahead of UTC. */
function offsetAt(at: number, timeZone: string): number {
	const parts = new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
	const zone = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
	const [, sign, hours = "0", minutes = "0"] = /([+-])(\d\d):(\d\d)/.exec(zone) ?? [];
	return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
