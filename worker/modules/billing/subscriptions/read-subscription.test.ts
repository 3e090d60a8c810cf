import { expect, test } from "vitest";
import { payByHand, subscriber } from "#tests/subscribers";
import type { Id } from "#worker/kernel/ids";
import { DAY, HOUR, iso } from "#worker/kernel/time";
import { readSubscription } from "./read-subscription";
import { renewSubscription } from "./renew-subscription";

test("while a renewal is unpaid it says when service stops and when it ends; once paid, nothing is coming", async () => {
	const { ctx, subscriptionId, periodEnd } = await subscriber();
	expect(await readSubscription(ctx)).toMatchObject({ status: "active", dunning: null });

	const late = { ...ctx, now: periodEnd + 5 * HOUR };
	await renewSubscription(late, subscriptionId);
	const owing = await readSubscription(late);
	expect(owing).toMatchObject({
		status: "past_due",
		dunning: { suspendsAt: iso(periodEnd + 7 * DAY), cancelsAt: iso(periodEnd + 30 * DAY) },
	});

	await payByHand(late, owing.openInvoiceId as Id<"invoice">);
	expect(await readSubscription(late)).toMatchObject({ status: "active", dunning: null });
});
