export type Totals = Record<string, Record<string, number>>;

export function addUp(totals: Totals, counts: Totals): void {
	for (const [group, numbers] of Object.entries(counts)) {
		totals[group] ??= {};
		const into = totals[group] as Record<string, number>;
		for (const [name, value] of Object.entries(numbers)) into[name] = (into[name] ?? 0) + value;
	}
}

type Played = { totals: Totals; tenantMonths: number; minutes: number };

/** The jobs that a period costs, and what money from outside costs. */
const COSTS = [
	"subscription.renewal_due",
	"subscription.dunning_due",
	"subscription.trial_due",
	"payment.sync_due",
	"inbox.received",
];

/** What a run has to say, as text. */
export function figures({ totals, tenantMonths, minutes }: Played): string {
	const per = (type: string, what: string) => {
		const jobs = totals.jobs?.[type] ?? 0;
		return jobs === 0 ? "–" : ((totals[what]?.[type] ?? 0) / jobs).toFixed(2);
	};
	const costs = COSTS.map(
		(type) =>
			`  ${type.padEnd(26)}${String(totals.jobs?.[type] ?? 0).padStart(9)}${per(type, "rounds").padStart(8)}${per(type, "trips").padStart(8)}${per(type, "statements").padStart(12)}`,
	);
	return [
		`${Math.round(tenantMonths)} tenant-months in ${minutes.toFixed(1)} minutes: ${Math.round(tenantMonths / minutes)} a minute`,
		"",
		"  job                            jobs  rounds   trips  statements",
		...costs,
		"",
		`Faults: ${listed(totals.faults)}`,
		`Acts of people: ${listed(totals.acts, ["round"])}`,
		`Refused: ${listed(totals.refused)}`,
		`Webhooks: ${listed(totals.webhooks)}; dead letters: ${totals.queue?.["dead letters"] ?? 0}`,
	].join("\n");
}

const listed = (numbers: Record<string, number> = {}, without: string[] = []): string =>
	Object.entries(numbers)
		.filter(([name]) => !without.includes(name))
		.toSorted(([, a], [, b]) => b - a)
		.map(([name, value]) => `${name} ${value}`)
		.join(", ");
