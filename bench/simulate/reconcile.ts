import { runTask } from "#worker/cron";
import { DAY, HOUR } from "#worker/kernel/time";
import { KINDS_OF, type Kind } from "#worker/modules/billing/reconciliation/rules";
import { differences, HAVE_MONEY, OUR_PAYMENTS, type OurPayment } from "./books";
import { complain, WEEK } from "./crons";
import type { Stage } from "./stage";
import { plan, violate, type World } from "./world";

const EVENING = 20 * HOUR;
/** As many runs as there are in a week: each goes on where the one before stopped. */
const RUNS = 7;
/** Reconciliation asks about payments of so many days, and about none that has just changed. */
const ASKED_ABOUT = 90 * DAY;
const SETTLES = HOUR;

/** Stuck events are known to the inbox already; a refund may wait for its bank. */
const EXPECTED: readonly Kind[] = ["event_waiting", "event_failed", "event_parked"];
const OF_GATEWAYS: readonly Kind[] = [
	"provider_ahead",
	"provider_contradicts",
	"provider_refunded_more",
	"provider_refunded_less",
	"provider_disputed_more",
	"provider_disputed_less",
];

/** Once a week all books are compared; what that reports must be what differs, as we know from both sides. */
export function scheduleReconciliation(world: World, morning: number, day: number): void {
	if (day % WEEK !== WEEK - 1) return;
	const run = (stage: Stage) => reconcile(world, stage);
	plan(world, { at: morning + EVENING, who: "cron", what: "compares all books", run });
}

async function reconcile(world: World, stage: Stage): Promise<string> {
	const { clock, env, gateways, lanes, stages } = world;
	const { db } = stage === stages.second ? lanes.second : lanes.first;
	return gateways.answered(async () => {
		for (let run = 0; run < RUNS; run++) {
			const { error } = await runTask("reconciliation.run", { ...env, DB: db }, clock.now);
			if (error !== null) {
				complain(world, "reconciliation.run", error);
				return "does not get to its end";
			}
			if (await atTheEnd(world)) return examine(world);
		}
		return "is not through yet";
	});
}

async function atTheEnd({ d1 }: World): Promise<boolean> {
	const sql = "SELECT count(*) AS left FROM reconciliation_progress WHERE cursor IS NOT NULL";
	return (await d1.prepare(sql).first<number>("left")) === 0;
}

type Reported = { kind: Kind; subject: string; ours: string; theirs: string };

async function examine(world: World): Promise<string> {
	const { d1, clock, gateways } = world;
	const [open, rows] = await d1.batch([
		d1.prepare(
			"SELECT kind, subject_id AS subject, ours, theirs FROM reconciliation_differences WHERE resolved_at IS NULL",
		),
		d1.prepare(OUR_PAYMENTS).bind(clock.now - ASKED_ABOUT),
	]);
	const reported = (open?.results ?? []) as Reported[];
	const ours = ((rows?.results ?? []) as OurPayment[]).filter((payment) => isStill(world, payment));
	const known = differences(gateways, ours);
	for (const one of reported) if (!isKnown(one, { ours, known })) violate(world, RULE, wordsOf(one));
	const named = new Set(reported.filter(({ kind }) => OF_GATEWAYS.includes(kind)).map(({ subject }) => subject));
	for (const [id, what] of known) if (!named.has(id)) violate(world, RULE, `nothing of ${id}: ${what}`);
	return reported.length === 0 ? "" : reported.map(({ kind, subject }) => `${kind} ${subject}`).join(", ");
}

const RULE = "reconciliation reports what differs";
const wordsOf = ({ kind, subject, ours, theirs }: Reported) => `${kind} of ${subject}: ${ours} here, ${theirs} there`;

/** Nothing about it is on its way, and its gateway says what is. */
function isStill({ clock, gateways }: World, { id, createdAt, updatedAt }: OurPayment): boolean {
	const lag = gateways.midtrans.books.orders.get(id)?.attempts.at(-1)?.lag;
	const moves = updatedAt > clock.now - SETTLES || (lag && lag.until > clock.now);
	return !moves && createdAt >= clock.now - ASKED_ABOUT;
}

function isKnown({ kind, subject }: Reported, { ours, known }: { ours: OurPayment[]; known: Map<string, string> }) {
	if (EXPECTED.includes(kind)) return true;
	if (!(KINDS_OF.providers as readonly Kind[]).includes(kind)) return false;
	const payment = ours.find(({ id }) => id === subject);
	// What moves is looked at again when it stands still.
	if (!payment) return true;
	if (kind === "refund_unconfirmed") return payment.refunding > 0;
	// An attempt that has come to nothing there, which the sync has yet to be told of: no money differs.
	if (kind === "provider_ahead" && !HAVE_MONEY.includes(payment.status)) return true;
	return OF_GATEWAYS.includes(kind) && known.has(subject);
}
