import * as fc from "fast-check";
import { expect, test } from "vitest";
import { asSystem, buyer, person, request, system, tenant } from "#tests/factories";
import type { TenantContext } from "#worker/kernel/context";
import type { Id } from "#worker/kernel/ids";
import { readTrialBalance } from "#worker/modules/billing/ledger/read-ledger";
import { findDriftedAccounts } from "#worker/modules/billing/ledger/verify-ledger";
import { cancelPayment } from "#worker/modules/billing/payments/cancel-payment";
import { approvePayment, rejectPayment } from "#worker/modules/billing/payments/review-payment";
import { submitPayment } from "#worker/modules/billing/payments/submit-payment";

type Step = "approve" | "reject" | "cancel" | "approve twice" | "leave";

type Reviewer = ReturnType<typeof asSystem>;
const REVIEWS: Record<Step, (by: Reviewer, ctx: TenantContext, id: Id<"payment">) => Promise<unknown>> = {
	approve: (by, _ctx, id) => approvePayment(by, id, {}),
	"approve twice": (by, _ctx, id) => Promise.all([approvePayment(by, id, {}), approvePayment(by, id, {})]),
	reject: (by, _ctx, id) => rejectPayment(by, id, { reason: "no money" }),
	cancel: (_by, ctx, id) => cancelPayment(ctx, id),
	leave: () => Promise.resolve(),
};

/** One customer's story: pay, be reviewed, and again until it is over. Returns what was earned. */
async function live(steps: Step[], plan: "starter" | "growth" | "enterprise"): Promise<number> {
	const { ctx, founded } = await buyer({ plan });
	const by = asSystem(await person("operator"));
	if (!founded.invoice) throw new Error("the plan has no invoice");
	const { id: invoiceId, total } = founded.invoice;
	for (const step of steps) {
		const { id } = await submitPayment(ctx, invoiceId, { method: "bca", amount: total, reference: "TRX" });
		await REVIEWS[step](by, ctx, id);
		if (step.startsWith("approve")) return total.amount;
		if (step === "leave") return 0;
	}
	return 0;
}

test("whatever customers and reviewers do, the books sum to zero and hold exactly what was approved", async () => {
	let earned = 0;
	const step = fc.constantFrom<Step>("approve", "reject", "cancel", "approve twice", "leave");
	const plan = fc.constantFrom("starter" as const, "growth" as const, "enterprise" as const);
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), plan, async (steps, price) => {
			earned += await live(steps, price);
			const { currencies } = await readTrialBalance(system());
			for (const { sum, debit, credit } of currencies) expect([sum, debit - credit]).toEqual([0, 0]);
			const clearing = currencies.flatMap((row) => row.accounts).find((row) => row.account === "clearing:manual");
			expect(Math.abs(clearing?.balance ?? 0)).toBe(earned);
		}),
		{ numRuns: 25 },
	);
	expect(await findDriftedAccounts(system())).toEqual([]);
});

test("the trial balance over HTTP names every account, with trial credit beside revenue", async () => {
	await tenant();
	const answer = await request("GET", "/api/v1/admin/ledger/trial-balance", { as: await person("operator") });
	const { currencies } = (await answer.json()) as {
		currencies: { currency: string; sum: number; accounts: { account: string }[] }[];
	};
	expect(currencies).toMatchObject([{ currency: "IDR", sum: 0 }]);
	const names = currencies[0]?.accounts.map((row) => row.account);
	expect(names).toEqual(expect.arrayContaining(["clearing:manual", "revenue:platform", "tax", "promotions", "promo"]));
});
