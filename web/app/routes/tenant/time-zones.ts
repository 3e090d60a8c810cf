import { m } from "~/paraglide/messages.js";

/** The zones one can choose, west to east. */
export function timeZoneOptions(): [value: string, label: string][] {
	return [
		["UTC", "UTC"],
		["Asia/Jakarta", m.profile_zone_wib()],
		["Asia/Makassar", m.profile_zone_wita()],
		["Asia/Jayapura", m.profile_zone_wit()],
	];
}
