import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { LocalText } from "#worker/kernel/locale";
import { Currency, Money } from "#worker/kernel/money";
import { pageOf, pageQuery } from "#worker/kernel/pages";
import { Country } from "#worker/modules/tenants/schemas";
import { PROVIDERS } from "../providers/provider";
import { QrisPayload } from "./qris";
import { PAYMENT_STATUSES } from "./rules";

const BankDetails = z.object({
	kind: z.literal("bank_transfer"),
	bank: z.string().trim().min(2).max(60),
	accountNumber: z
		.string()
		.trim()
		.regex(/^[0-9][0-9 -]{4,30}$/, "digits, spaces and dashes"),
	accountHolder: z.string().trim().min(2).max(80),
});
const QrisDetails = z.object({ kind: z.literal("qris"), payload: QrisPayload });

/** Where the money goes: a bank account, or the merchant's own static QRIS text (EMVCo). */
export const MethodDetails = z.discriminatedUnion("kind", [BankDetails, QrisDetails]);
export type MethodDetails = z.infer<typeof MethodDetails>;

const methodFields = {
	code: z
		.string()
		.trim()
		.regex(/^[a-z][a-z0-9_-]{1,39}$/, "lower-case letters, digits, - and _"),
	country: Country,
	currency: Currency,
	name: z.string().trim().min(2).max(80),
	instructions: LocalText,
	details: MethodDetails,
	enabled: z.boolean(),
	position: z.int().min(0).max(10_000),
};

export const PaymentMethodInput = z.object(methodFields).meta({
	id: "PaymentMethodInput",
	examples: [
		{
			code: "bni",
			country: "ID",
			currency: "IDR",
			name: "Transfer BNI",
			instructions: { en: "Transfer exactly the total.", id: "Transfer tepat sejumlah total." },
			details: {
				kind: "bank_transfer",
				bank: "BNI",
				accountNumber: "0123456789",
				accountHolder: "PT Sewa Contoh Indonesia",
			},
			enabled: true,
			position: 40,
		},
	],
});
export type PaymentMethodInput = z.infer<typeof PaymentMethodInput>;
export const PaymentMethodPatch = z
	.object(methodFields)
	.omit({ code: true })
	.partial()
	.meta({ id: "PaymentMethodPatch", examples: [{ enabled: false }] });
export type PaymentMethodPatch = z.infer<typeof PaymentMethodPatch>;
export const PaymentMethodView = z.object({ id: idOf("paymentMethod"), ...methodFields }).meta({ id: "PaymentMethod" });
export type PaymentMethodView = z.infer<typeof PaymentMethodView>;
export const PaymentMethodOrderInput = z
	.object({ ids: z.array(idOf("paymentMethod")).min(1).max(50) })
	.meta({ examples: [{ ids: ["pmt_01h2xcejqtf2nbrexx3vqjhp41"] }] });
export const PaymentMethodPage = pageOf(PaymentMethodView);
export const PaymentMethodQuery = z.object({ country: Country.optional() });
export const SystemPaymentMethodQuery = pageQuery(["position"]).extend({ country: Country.optional() });
export type SystemPaymentMethodQuery = z.infer<typeof SystemPaymentMethodQuery>;

export const PaymentInput = z
	.object({
		method: z.string().trim().min(1).max(40),
		amount: Money,
		/** Needed where a person will look for it: a transfer or a QRIS payment. */
		reference: z.string().trim().min(3, "the bank's or app's reference, at least 3 characters").max(100).optional(),
		notes: z.string().trim().max(1000).optional(),
		proofFileId: idOf("file").optional(),
		/** Keep the card for unattended renewals and top-ups, where the gateway can. */
		save: z.boolean().optional(),
	})
	.meta({
		id: "PaymentInput",
		description:
			"`method` is `midtrans`, `stripe`, `wallet`, or the code of a payment method that is paid by hand; those need a `reference`.",
		examples: [
			{
				method: "bca",
				amount: { amount: 165_390, currency: "IDR" },
				reference: "TRX-20261120-77",
				notes: "From my personal account",
			},
		],
	});
export type PaymentInput = z.infer<typeof PaymentInput>;

export const PaymentView = z
	.object({
		id: idOf("payment"),
		status: z.enum(PAYMENT_STATUSES),
		provider: z.enum(PROVIDERS),
		/** Money for an invoice that needed none any more went to the wallet, as a top-up does. */
		target: z.enum(["invoice", "wallet"]),
		/** Null for a top-up. */
		invoice: z.object({ id: idOf("invoice"), number: z.string() }).nullable(),
		method: z.string(),
		/** Null when the method has been deleted since. */
		methodName: z.string().nullable(),
		/** What was picked at the provider: `qris`, `bca_va`, `card`. */
		channel: z.string().nullable(),
		amount: Money,
		refunded: Money,
		/** Where to pay, while it can be paid. */
		checkoutUrl: z.url().nullable(),
		/** The provider's name for the order. */
		providerOrderId: z.string().nullable(),
		expiresAt: z.iso.datetime().nullable(),
		settledAt: z.iso.datetime().nullable(),
		failureReason: z.string().nullable(),
		reference: z.string(),
		notes: z.string().nullable(),
		proofFileId: idOf("file").nullable(),
		rejectionReason: z.string().nullable(),
		reviewedAt: z.iso.datetime().nullable(),
		createdAt: z.iso.datetime(),
	})
	.meta({ id: "Payment" });
export type PaymentView = z.input<typeof PaymentView>;
export const PaymentPage = pageOf(PaymentView);
export const PaymentQuery = pageQuery(["createdAt"]).extend({
	status: z.enum(PAYMENT_STATUSES).optional(),
	target: z.enum(["invoice", "wallet"]).optional(),
	invoiceId: idOf("invoice").optional(),
});
export type PaymentQuery = z.infer<typeof PaymentQuery>;

export const SystemPaymentView = z
	.object({
		...PaymentView.shape,
		tenant: z.object({ id: idOf("tenant"), name: z.string() }),
		invoice: z.object({ id: idOf("invoice"), number: z.string(), total: Money, status: z.string() }).nullable(),
		/** The provider's own words, and its name for the attempt. */
		providerSays: z.string().nullable(),
		providerTransactionId: z.string().nullable(),
		submittedBy: z.string().nullable(),
		reviewedBy: z.string().nullable(),
		reviewNotes: z.string().nullable(),
		proof: z.object({ id: idOf("file"), name: z.string(), type: z.string(), size: z.int() }).nullable(),
		/**
		 * Above the limit one person has approved it, or asked for a refund of what was paid; it is decided at
		 * `/admin/approvals/{id}` by somebody else.
		 */
		secondApproval: z
			.object({
				id: idOf("approval"),
				requestedBy: z.object({ id: idOf("user"), name: z.string() }),
				requestedAt: z.iso.datetime(),
			})
			.nullable(),
	})
	.meta({ id: "SystemPayment" });
export type SystemPaymentView = z.input<typeof SystemPaymentView>;
export const SystemPaymentPage = pageOf(SystemPaymentView);
export const SystemPaymentQuery = pageQuery(["createdAt"]).extend({
	status: z.enum(PAYMENT_STATUSES).optional(),
	provider: z.enum(PROVIDERS).optional(),
	target: z.enum(["invoice", "wallet"]).optional(),
	tenantId: idOf("tenant").optional(),
	invoiceId: idOf("invoice").optional(),
	search: z.string().trim().max(100).optional().meta({ description: "Part of the reference or invoice number." }),
});
export type SystemPaymentQuery = z.infer<typeof SystemPaymentQuery>;

export const ApproveInput = z
	.object({ notes: z.string().trim().max(1000).optional() })
	.meta({ examples: [{ notes: "Seen on the statement of 20 November" }] });
export type ApproveInput = z.infer<typeof ApproveInput>;
export const RejectInput = z
	.object({ reason: z.string().trim().min(3).max(500) })
	.meta({ examples: [{ reason: "The amount never arrived." }] });
export type RejectInput = z.infer<typeof RejectInput>;
