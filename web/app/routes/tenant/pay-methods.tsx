import type { FieldMetadata } from "@conform-to/react";
import type { Schema } from "@sewa/sdk";
import { Landmark, QrCode } from "lucide-react";
import type { ReactNode } from "react";
import { exponentOf, formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { CopyButton } from "~/ui/copy-button";
import { FieldError } from "~/ui/field";
import { MethodChoice, MethodGroup } from "./method-choice";
import type { PayableMethod } from "./payable-methods.server";

type PayMethodsProps = {
	field: FieldMetadata<string | undefined>;
	methods: PayableMethod[];
	total: Schema<"Money">;
	/** The choices that come first. */
	children?: ReactNode;
};

/** One method open at a time, by CSS alone: the radio button that is checked shows its details. */
export function PayMethods({ field, methods, total, children }: PayMethodsProps) {
	return (
		<fieldset className="grid gap-5" aria-describedby={field.errors ? `${field.id}-error` : undefined}>
			<legend className="sr-only">{m.pay_method()}</legend>
			{children}
			{methods.length > 0 && (
				<MethodGroup title={m.pay_group_hand()} text={m.pay_group_hand_text()}>
					{methods.map((method) => (
						<MethodChoice
							key={method.code}
							field={field}
							code={method.code}
							name={method.name}
							icon={method.details.kind === "qris" ? QrCode : Landmark}
							byHand
						>
							<MethodDetails method={method} total={total} />
						</MethodChoice>
					))}
				</MethodGroup>
			)}
			<FieldError id={`${field.id}-error`} errors={field.errors as string[] | undefined} />
		</fieldset>
	);
}

function MethodDetails({
	method: { details, instructions },
	total,
}: {
	method: PayableMethod;
	total: Schema<"Money">;
}) {
	const amount = formatMoney(total, getLocale());
	const plain = (total.amount / 10 ** exponentOf(total.currency)).toFixed(exponentOf(total.currency));
	return (
		<>
			<p className="max-w-prose text-pretty text-ink-muted">{instructions}</p>
			{details.kind === "qris" ? (
				<div className="grid justify-items-center gap-2 sm:justify-items-start">
					<img
						src={details.image}
						alt={m.pay_qris_alt({ amount })}
						className="size-56 rounded-lg border border-line bg-white p-1"
					/>
					<p className="tabular text-[1.15em] font-semibold">{amount}</p>
				</div>
			) : (
				<dl className="grid gap-px overflow-hidden rounded-md border border-line bg-line">
					<Fact label={m.pay_bank()} value={details.bank} />
					<Fact
						label={m.pay_account_number()}
						value={details.accountNumber}
						copy={details.accountNumber.replace(/\D/g, "")}
					/>
					<Fact label={m.pay_account_holder()} value={details.accountHolder} />
					<Fact label={m.pay_amount()} value={amount} copy={plain} />
				</dl>
			)}
		</>
	);
}

function Fact({ label, value, copy }: { label: string; value: string; copy?: string }) {
	return (
		<div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 bg-surface px-3.5 py-1.5">
			<dt className="text-ink-muted">{label}</dt>
			<dd className="tabular flex items-center gap-1 font-medium">
				{value}
				{copy && <CopyButton value={copy} label={m.pay_copy({ what: label })} />}
			</dd>
		</div>
	);
}
