import { eq } from "drizzle-orm";
import type { Id } from "#worker/kernel/ids";
import type { Money } from "#worker/kernel/money";
import { addMonths, DAY, HOUR, MINUTE } from "#worker/kernel/time";
import { approveRequest } from "#worker/modules/billing/approvals/decide-approval";
import { approvalRequests } from "#worker/modules/billing/approvals/tables";
import { takeDunningStep } from "#worker/modules/billing/dunning/take-step";
import { invoices } from "#worker/modules/billing/invoices/tables";
import { cancelPayment } from "#worker/modules/billing/payments/cancel-payment";
import { approvePayment, rejectPayment } from "#worker/modules/billing/payments/review-payment";
import { submitPayment } from "#worker/modules/billing/payments/submit-payment";
import { renewSubscription } from "#worker/modules/billing/subscriptions/renew-subscription";
import { subscriptions } from "#worker/modules/billing/subscriptions/tables";
import { monthsOf } from "#worker/modules/catalog/rules";
import { uploadFile } from "#worker/modules/files/upload-file";
import type { Ending, Paying } from "./cast";
import { paidOnline } from "./online-story";
import { drawReceipt } from "./receipt";
import type { Company } from "./tenant-story";
import type { Step } from "./timeline";

export type Owed = { id: Id<"invoice">; number: string; total: Money };
export type Bill = { invoice: Owed; openedAt: number; settledAt: number; index?: number };

const METHODS = ["bca", "bca", "mandiri", "mandiri", "qris"] as const;
const REASONS = [
	"Nominal pada bukti tidak sama dengan tagihan.",
	"Bukti transfer tidak terbaca, mohon unggah ulang.",
	"Dana belum masuk ke rekening kami.",
] as const;
/** Older payments have lost their proofs; the demo tenant keeps all. */
const PROOFS_KEPT = 40 * DAY;

/** How an invoice is paid, and with that what comes after it. */
export function billed(company: Company, buys: Paying, bill: Bill): Step[] {
	const { random } = company;
	const fate = fateOf(company, buys, bill);
	if (fate === "open") return [];
	if (fate === "paid" && buys.via && company.stage.gateways.practised) return paidOnline(company, buys, bill);
	if (fate === "paid") {
		const trouble = random.chance(9) ? failed(company, bill, bill.settledAt - 9 * HOUR) : [];
		const review = {
			at: bill.settledAt,
			run: (at: number, payment: Id<"payment">) => approved(company, buys, bill, at, payment),
		};
		return [...trouble, submission(company, bill, bill.settledAt - random.between(1, 5) * HOUR, review)];
	}
	const at = bill.openedAt + random.between(1, 4) * HOUR;
	if (fate === "rejected") return failed(company, bill, at);
	if (fate === "under_review") return [submission(company, bill, at)];
	const cancel = async (later: number, payment: Id<"payment">) => {
		await cancelPayment(company.stage.tenant(later, company.id, company.owner), payment);
		return undefined;
	};
	return [submission(company, bill, at, { at: at + HOUR, run: cancel })];
}

/** Everything is paid but the last invoice, which is as the cast says. */
function fateOf({ stage }: Company, { ending, interval = "month", stoppedAt }: Paying, bill: Bill): Ending {
	const { index = 0, openedAt } = bill;
	const isLast = stoppedAt === undefined ? addMonths(openedAt, monthsOf(interval)) > stage.now : index === stoppedAt;
	return isLast ? ending : "paid";
}

type Review = { at: number; run: (at: number, payment: Id<"payment">) => Promise<Step[] | undefined> };

function failed(company: Company, bill: Bill, at: number): Step[] {
	const { stage, staff, random } = company;
	const reason = random.pick(REASONS);
	const reject = async (later: number, payment: Id<"payment">) => {
		await rejectPayment(stage.system(later, staff.operator), payment, { reason });
		return undefined;
	};
	return [submission(company, bill, at, { at: at + 2 * HOUR, run: reject })];
}

function submission(company: Company, { invoice }: Bill, at: number, review?: Review): Step {
	const { stage, owner, id, random } = company;
	const method = random.pick(METHODS);
	const reference = `${method === "qris" ? "QR" : "TRF"}${random.digits(10)}`;
	const run = async (at: number) => {
		const ctx = stage.tenant(at, id, owner);
		const isDemo = company.tenant.owner === "";
		const proof =
			isDemo || at > stage.now - PROOFS_KEPT
				? await uploadFile(ctx, await proofOf(company, { method, reference, at, invoice }))
				: undefined;
		const payment = await submitPayment(ctx, invoice.id, {
			method,
			amount: invoice.total,
			reference,
			...(random.chance(20) && { notes: "Mohon dicek, terima kasih." }),
			...(proof && { proofFileId: proof.id }),
		});
		return review
			? [{ at: review.at, run: (later: number) => review.run(later, payment.id as Id<"payment">) }]
			: undefined;
	};
	return { at, run };
}

async function approved(
	company: Company,
	buys: Paying,
	bill: Bill,
	at: number,
	payment: Id<"payment">,
): Promise<Step[]> {
	const { stage, staff, random, id } = company;
	const [reviewer, second] = random.chance(80) ? [staff.operator, staff.admin] : [staff.admin, staff.operator];
	await approvePayment(stage.system(at, reviewer), payment, random.chance(15) ? { notes: "Cocok dengan mutasi." } : {});
	// Large sums take a second person.
	const request = await stage.tenant(at, id).db.find(approvalRequests, eq(approvalRequests.subjectId, payment));
	if (request) await approveRequest(stage.system(at + 5 * MINUTE, second), request.id);
	return nextRenewal(company, buys, bill.index ?? 0, at);
}

const awaited = new WeakMap<Company, Set<number>>();

/** The renewal that follows once a period is paid; planned once, whoever notices first that it is. */
export async function nextRenewal(company: Company, buys: Paying, index: number, at: number): Promise<Step[]> {
	const rows = await company.stage.tenant(at, company.id).db.list(subscriptions);
	const row = rows.find(({ nextBillingAt }) => nextBillingAt !== null);
	const known = awaited.get(company) ?? new Set<number>();
	awaited.set(company, known);
	if (!row?.nextBillingAt || known.has(row.nextBillingAt)) return [];
	known.add(row.nextBillingAt);
	const renew = (later: number) => renewed(company, buys, index + 1, row.id, later);
	// The hourly cron finds it.
	return [{ at: row.nextBillingAt + 17 * MINUTE, run: renew }];
}

async function renewed(company: Company, buys: Paying, index: number, subscription: Id<"subscription">, at: number) {
	const ctx = company.stage.tenant(at, company.id);
	const outcome = await renewSubscription(ctx, subscription);
	if (outcome === "paid") return nextRenewal(company, buys, index, at);
	const row = outcome === "billed" ? await ctx.db.find(invoices, eq(invoices.status, "open")) : undefined;
	if (!row) return undefined;
	const invoice = { id: row.id, number: row.number, total: { amount: row.total, currency: row.currency } };
	const bill = { invoice, index, openedAt: at, settledAt: at + company.random.between(11, 100) * HOUR };
	return [...billed(company, buys, bill), ...dunned(company, buys, { subscription, index }, at)];
}

/** Days after the renewal on which the schedule of dunning acts, and one more where it waited for a review. */
const DUNNING = [0, 3, 7, 8, 30, 31];

/** What dunning does about a renewal that stays unpaid; for one that was paid meanwhile it does nothing. */
function dunned(
	company: Company,
	buys: Paying,
	arrears: { subscription: Id<"subscription">; index: number },
	at: number,
) {
	return DUNNING.map((days) => ({
		at: at + days * DAY + 5 * MINUTE,
		run: async (later: number) => {
			await takeDunningStep(company.stage.machine(later), company.id, arrears.subscription);
			return nextRenewal(company, buys, arrears.index, later);
		},
	}));
}

type Proof = { method: string; reference: string; at: number; invoice: Owed };

async function proofOf(company: Company, { method, reference, at, invoice }: Proof): Promise<Request> {
	const png = await drawReceipt({
		...{ method, reference, at: at - 20 * MINUTE, number: invoice.number, amount: invoice.total.amount },
		from: company.owner.name,
	});
	const form = new FormData();
	form.set("file", new File([png], `bukti-transfer-${invoice.number}.png`, { type: "image/png" }));
	return new Request("http://seed/files", { method: "POST", body: form });
}
