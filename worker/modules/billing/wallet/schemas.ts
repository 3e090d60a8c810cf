import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { Currency, Money } from "#worker/kernel/money";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { TRANSFER_KINDS } from "../ledger/rules";
import { PAYMENT_STATUSES } from "../payments/rules";
import { GATEWAYS } from "../providers/provider";
import { AUTO_TOP_UP_KINDS, GRANT_KINDS, HOLD_STATUSES } from "./rules";

const amount = (value: number) => ({ amount: value, currency: "IDR" as const });
const positive = Money.refine((money) => money.amount > 0, { path: ["amount"], message: "more than zero" });
const reason = z.string().trim().min(3).max(500);

export const WalletQuery = z.object({
	currency: Currency.optional().meta({ description: "Without it, that of the subscription." }),
});
export type WalletQuery = z.infer<typeof WalletQuery>;

export const WalletView = z
	.object({
		currency: Currency,
		/** Those in which there is, or was, something in the wallet, and that of the subscription. */
		currencies: z.array(Currency),
		/** All of the tenant's money: what is available and what is held. */
		settled: Money,
		/** What can be spent now. */
		available: Money,
		held: Money,
		/** Credit that was granted. It is spent before money, and cannot be paid out. */
		credit: Money,
		lowBalance: Money.nullable(),
		autoTopUp: z.enum(AUTO_TOP_UP_KINDS),
		/** When the money and credit run out at the average spend of the last 30 days; null while nothing is spent. */
		forecast: z.object({ spentPerDay: Money, daysLeft: z.int().nullable(), runsOutAt: z.iso.datetime().nullable() }),
	})
	.meta({ id: "Wallet" });
export type WalletView = z.input<typeof WalletView>;

export const WALLET_ACCOUNTS = ["wallet", "held", "promo"] as const;
const entryFilters = {
	currency: Currency.optional(),
	account: z.enum(WALLET_ACCOUNTS).default("wallet"),
	kind: z.enum(TRANSFER_KINDS).optional(),
	from: z.iso.datetime().optional().meta({ description: "Not before this instant." }),
	to: z.iso.datetime().optional().meta({ description: "Before this instant." }),
};
export const EntryQuery = pageQuery(["written"]).extend(entryFilters);
export type EntryQuery = z.infer<typeof EntryQuery>;
export const EntryExportQuery = z.object(entryFilters);
export type EntryExportQuery = z.infer<typeof EntryExportQuery>;

export const REFERENCE_KINDS = ["invoice", "payment", "hold", "grant", "subscription", "refund", "other"] as const;
export const EntryView = z
	.object({
		transferId: idOf("transfer"),
		kind: z.enum(TRANSFER_KINDS),
		/** Positive came in, negative went out. */
		amount: Money,
		balanceAfter: Money,
		/** What caused it; `number` is an invoice's. */
		reference: z.object({ kind: z.enum(REFERENCE_KINDS), id: z.string(), number: z.string().nullable() }),
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "WalletEntry" });
export type EntryView = z.input<typeof EntryView>;
export const EntryPage = pageOf(EntryView);

export const TopUpInput = z
	.object({
		amount: positive,
		provider: z.string().trim().min(1).max(40),
		/** Needed where a person will look for it. */
		reference: z.string().trim().min(3, "the bank's or app's reference, at least 3 characters").max(100).optional(),
		notes: z.string().trim().max(1000).optional(),
		proofFileId: idOf("file").optional(),
		/** Keep the card for unattended top-ups, where the gateway can. */
		save: z.boolean().optional(),
	})
	.meta({
		id: "TopUpInput",
		description:
			"`provider` is `midtrans`, `stripe`, or the code of a payment method that is paid by hand; those need a `reference`.",
		examples: [{ amount: amount(250_000), provider: "midtrans" }],
	});
export type TopUpInput = z.infer<typeof TopUpInput>;
export const TopUpQuery = pageQuery(["createdAt"]).extend({ status: z.enum(PAYMENT_STATUSES).optional() });
export type TopUpQuery = z.infer<typeof TopUpQuery>;

export const GrantView = z
	.object({
		id: idOf("grant"),
		kind: z.enum(GRANT_KINDS),
		amount: Money,
		remaining: Money,
		/** Smaller is spent first. */
		priority: z.int(),
		product: z.string().nullable(),
		reason: z.string(),
		expiresAt: z.iso.datetime().nullable(),
		/** When what was left expired or was taken back. */
		endedAt: z.iso.datetime().nullable(),
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "CreditGrant" });
export type GrantView = z.input<typeof GrantView>;
export const GrantPage = pageOf(GrantView);
export const GrantQuery = pageQuery(["createdAt"]).extend({ live: z.stringbool().optional() });
export type GrantQuery = z.infer<typeof GrantQuery>;

export const HoldView = z
	.object({
		id: idOf("hold"),
		status: z.enum(HOLD_STATUSES),
		amount: Money,
		reason: z.string(),
		referenceId: z.string(),
		expiresAt: z.iso.datetime(),
		createdAt: z.iso.datetime(),
		updatedAt: z.iso.datetime(),
	})
	.meta({ id: "WalletHold" });
export type HoldView = z.input<typeof HoldView>;
export const HoldPage = pageOf(HoldView);
export const HoldQuery = pageQuery(["createdAt"]).extend({ status: z.enum(HOLD_STATUSES).default("held") });
export type HoldQuery = z.infer<typeof HoldQuery>;

export const HoldInput = z
	.object({
		...{ amount: positive, reason },
		referenceId: z
			.string()
			.trim()
			.min(1)
			.max(100)
			.regex(/^(?!rfd_)/, "refunds make their own holds"),
		expiresAt: z.iso.datetime(),
	})
	.meta({
		id: "WalletHoldInput",
		examples: [
			{
				amount: amount(50_000),
				reason: "Rental of a node",
				referenceId: "order-77",
				expiresAt: "2027-01-31T00:00:00Z",
			},
		],
	});
export type HoldInput = z.infer<typeof HoldInput>;
export const FinaliseInput = z
	.object({
		/** At most what is held; without it, all of it. The rest goes back. */
		amount: positive.optional(),
		product: z.string().trim().min(1).max(40),
	})
	.meta({ id: "WalletHoldFinalise", examples: [{ amount: amount(20_000), product: "platform" }] });
export type FinaliseInput = z.infer<typeof FinaliseInput>;

export const AdjustmentInput = z.object({ direction: z.enum(["credit", "debit"]), amount: positive, reason }).meta({
	id: "WalletAdjustment",
	examples: [{ direction: "credit", amount: amount(75_000), reason: "Goodwill after the outage of 12 November" }],
});
export type AdjustmentInput = z.infer<typeof AdjustmentInput>;

export const GrantInput = z
	.object({
		kind: z.enum(GRANT_KINDS),
		amount: positive,
		priority: z.int().min(0).max(1000).optional(),
		product: z.string().trim().min(1).max(40).nullish(),
		expiresAt: z.iso.datetime().nullish(),
		reason,
	})
	.meta({
		id: "CreditGrantInput",
		examples: [
			{
				kind: "promotional",
				amount: amount(100_000),
				expiresAt: "2027-03-31T17:00:00Z",
				reason: "Launch of the new region",
			},
		],
	});
export type GrantInput = z.infer<typeof GrantInput>;

export const TenantWalletView = z
	.object({
		tenant: z.object({ id: idOf("tenant"), name: z.string() }),
		wallets: z.array(WalletView.pick({ currency: true, settled: true, available: true, held: true, credit: true })),
		grants: z.array(GrantView),
		holds: z.array(HoldView),
	})
	.meta({ id: "TenantWallet" });
export type TenantWalletView = z.input<typeof TenantWalletView>;

/** Done, or waiting for a second person. */
export const AdjustmentAnswer = z
	.object({
		status: z.enum(["applied", "waiting_for_second_person"]),
		approvalId: idOf("approval").nullable(),
		wallet: TenantWalletView,
	})
	.meta({ id: "WalletAdjustmentAnswer" });
export type AdjustmentAnswer = z.input<typeof AdjustmentAnswer>;

const settingsFields = {
	/** Below this balance a notice is sent, once until it is above again. Null: no notice. */
	lowBalance: positive.nullable(),
	autoTopUp: z.enum(AUTO_TOP_UP_KINDS),
	/** Below this balance … */
	threshold: positive.nullable(),
	/** … this much is added (`threshold`), or the wallet is filled up to this (`target`). */
	amount: positive.nullable(),
	provider: z.enum(GATEWAYS).nullable(),
};
export const WalletSettings = z
	.object(settingsFields)
	.superRefine((settings, check) => {
		const complain = (field: keyof typeof settings, message: string) =>
			check.addIssue({ code: "custom", path: [field], message });
		const { autoTopUp, threshold, amount, provider, lowBalance } = settings;
		const currencies = new Set([threshold, amount, lowBalance].flatMap((money) => money?.currency ?? []));
		if (currencies.size > 1) complain("amount", "all amounts are in one currency");
		if (autoTopUp === "off") return;
		if (!threshold) complain("threshold", "an automatic top-up needs it");
		if (!amount) complain("amount", "an automatic top-up needs it");
		if (!provider) complain("provider", "an automatic top-up needs it");
		if (autoTopUp === "target" && threshold && amount && amount.amount <= threshold.amount)
			complain("amount", "the target is above the threshold");
	})
	.meta({
		id: "WalletSettings",
		examples: [
			{
				lowBalance: amount(100_000),
				autoTopUp: "threshold",
				threshold: amount(50_000),
				amount: amount(500_000),
				provider: "stripe",
			},
		],
	});
export type WalletSettings = z.infer<typeof WalletSettings>;
