import type { FieldMetadata } from "@conform-to/react";
import type { Schema } from "@sewa/sdk";
import { Landmark, QrCode } from "lucide-react";
import { exponentOf, formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { CopyButton } from "~/ui/copy-button";
import { FieldError } from "~/ui/field";
import type { PayableMethod } from "./payable-methods.server";

type PayMethodsProps = {
	field: FieldMetadata<string | undefined>;
	methods: PayableMethod[];
	total: Schema<"Money">;
};

/** One method open at a time, by CSS alone: the radio button that is checked shows its details. */
export function PayMethods({ field, methods, total }: PayMethodsProps) {
	const chosen = field.initialValue ?? methods[0]?.code;
	return (
		<fieldset className="grid gap-2.5" aria-describedby={field.errors ? `${field.id}-error` : undefined}>
			<legend className="sr-only">{m.pay_method()}</legend>
			{methods.map((method) => (
				<div
					key={method.code}
					className="group/method rounded-lg border border-line transition-colors has-checked:border-accent has-checked:ring-1 has-checked:ring-accent"
				>
					<label className="flex cursor-pointer items-center gap-3 px-4 py-3.5">
						<input
							type="radio"
							name={field.name}
							value={method.code}
							defaultChecked={method.code === chosen}
							className="size-4 shrink-0 accent-accent max-md:size-5"
						/>
						<span className="min-w-0 flex-1 font-medium">{method.name}</span>
						{method.details.kind === "qris" ? (
							<QrCode aria-hidden className="size-5 text-ink-faint" />
						) : (
							<Landmark aria-hidden className="size-5 text-ink-faint" />
						)}
					</label>
					<div className="hidden gap-4 border-t border-line px-4 py-4 group-has-checked/method:grid">
						<MethodDetails method={method} total={total} />
					</div>
				</div>
			))}
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
