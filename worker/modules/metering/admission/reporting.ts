import { type Desk, reportOf, retire } from "./desk";
import type { Meter, MeterOf } from "./leases";
import type { Memory } from "./memory";
import type { Report } from "./meter-api";

/** After its end a lease is left for so long to the next ask to be reported by: half of what a lease costs is saved. */
const GRACE_MS = 4000;
/** An isolate that nobody calls for so long gives back all that it holds. */
const QUIET_MS = 6000;
/** Objects that are called at the same time, and at most by one request: a request has a number of calls it may make. */
const AT_ONCE = 20;
const MOST = 900;

type Clock = { now: () => number; sleep: (ms: number) => Promise<void> };

/** Says what became of leases that are over. */
export function openReporting({ now, sleep }: Clock, memory: Memory) {
	let beats = 0;

	/**
	 * An isolate has no time of its own: every other second a request stays behind after its answer, reports for all
	 * tenants, and waits for a while. If no other has come by then, it was the last and turns off the lights.
	 */
	async function beat(meterOf: MeterOf): Promise<void> {
		beats += 1;
		const mine = beats;
		await reportAll(meterOf);
		await sleep(QUIET_MS);
		if (mine !== beats) return;
		memory.forgetAll();
		await reportAll(meterOf);
	}

	/** Reports what is over and was not carried by an ask. What cannot be said now is said by the next. */
	async function reportAll(meterOf: MeterOf): Promise<void> {
		const at = now();
		const due: Desk[] = [];
		for (const desk of memory.desks()) {
			retire(desk, at);
			if (!isDue(desk, at)) continue;
			if (due.length < MOST) due.push(desk);
			else if (desk.forgotten) memory.adopt(desk);
		}
		const worker = async () => {
			for (let desk = due.pop(); desk; desk = due.pop()) await report([desk], meterOf(desk.tenantId)).catch(() => {});
		};
		await Promise.all(Array.from({ length: AT_ONCE }, worker));
	}

	async function report(desks: Desk[], meter: Meter): Promise<void> {
		await telling(desks, (reports) => meter.report(reports));
	}

	/** Hands over what is to be reported. What could not be said is said again: the object counts it once. */
	async function telling<T>(desks: Desk[], say: (reports: Report[]) => Promise<T>): Promise<T> {
		const said = desks.map((desk) => desk.ended.splice(0));
		try {
			return await say(said.flat().map(reportOf));
		} catch (error) {
			for (const [n, desk] of desks.entries()) {
				desk.ended.unshift(...(said[n] ?? []));
				if (desk.forgotten) memory.adopt(desk);
			}
			throw error;
		}
	}

	return { beat, report, telling };
}

const isDue = ({ ended, forgotten }: Desk, at: number): boolean =>
	ended.length > 0 && (forgotten || ended.some(({ endedAt }) => endedAt + GRACE_MS <= at));
