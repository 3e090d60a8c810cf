/** Keys of the gateways that are played on this machine: the seed knows by them that it may tell of payments there. */
export const PRACTICE_KEYS = {
	midtrans: "SB-Mid-server-practice-0001",
	stripe: "sk_test_practice_0001",
	stripeWebhooks: "whsec_practice_0001",
} as const;
