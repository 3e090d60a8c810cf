import * as fc from "fast-check";
import { expect, test } from "vitest";
import { asSystem, buyer, person, request, system, tenant } from "#tests/factories";
import { findDriftedAccounts, readTrialBalance } from "#worker/modules/billing/ledger/read-ledger";
import { approvePayment, cancelPayment, rejectPayment } from "#worker/modules/billing/payments/review-payment";
import { submitPayment } from "#worker/modules/billing/payments/submit-payment";

type Step = "approve" | "reject" | "cancel" | "approve twice" | "leave";

/** One customer's story: pay, be reviewed, and again until it is over. Returns what was earned. */
async function live(steps: Step[], price: "starter" | "growth" | "enterprise"): Promise<number> {
	const { ctx, founded } = await buyer({ plan: price });
	const by = asSystem(await person("operator"));
	const total = founded.invoice?.total ?? { amount: 0, currency: "IDR" };
	for (const step of steps) {
		const paid = await submitPayment(ctx, founded.invoice?.id as never, {
			method: "bca",
			amount: total,
			reference: "TRX",
		});
		const id = paid.id as never;
		if (step === "reject") await rejectPayment(by, id, { reason: "no money" });
		if (step === "cancel") await cancelPayment(ctx, id);
		if (step === "approve") await approvePayment(by, id, {});
		if (step === "approve twice") await Promise.all([approvePayment(by, id, {}), approvePayment(by, id, {})]);
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
