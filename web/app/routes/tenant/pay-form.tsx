import type { Schema } from "@sewa/sdk";
import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import { useActionData } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Card } from "~/ui/card";
import { cn } from "~/ui/cn";
import { ActionForm } from "~/ui/form/action-form";
import { FileField } from "~/ui/form/file-field";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextField } from "~/ui/form/text-field";
import { TextareaField } from "~/ui/form/textarea-field";
import { useActionForm } from "~/ui/form/use-action-form";
import { PayMethods } from "./pay-methods";
import { OnlineMethods } from "./pay-online";
import type { PayableMethod } from "./payable-methods.server";
import type { OnlineOffer } from "./payable-online.server";

type Values = { method: string; save: boolean; reference: string; notes: string; proof: File; proofFileId: string };
type PayFormProps = { invoice: Schema<"Invoice">; online: OnlineOffer[]; methods: PayableMethod[]; formKey: string };

const accept = "image/png,image/jpeg,image/webp,application/pdf";
const upload = { url: "/api/v1/files", idName: "proofFileId" };

/** One choice of how to pay. What is transferred by hand is confirmed in a second part, which only shows then. */
export function PayForm({ invoice, online, methods, formKey }: PayFormProps) {
	const first =
		online.find((offer) => offer.code !== "wallet" || offer.balance?.missing === 0) ?? methods[0] ?? online[0];
	const [form, fields] = useActionForm<Values>({ defaultValue: { method: first?.code } });
	return (
		<ActionForm
			form={form}
			encType="multipart/form-data"
			className="group/pay gap-5"
			labels={{ method: m.pay_method(), reference: m.pay_reference(), notes: m.pay_notes(), proof: m.pay_proof() }}
		>
			<input type="hidden" name="key" value={formKey} readOnly />
			<Part number={1} title={m.pay_step_method()}>
				<PayMethods field={fields.method} methods={methods} total={invoice.total}>
					<OnlineMethods field={fields.method} offers={online} total={invoice.total} />
				</PayMethods>
			</Part>
			<Part
				number={2}
				title={m.pay_step_confirm()}
				text={m.pay_step_confirm_text()}
				className="hidden group-has-[[data-by-hand]:checked]/pay:grid"
			>
				<TextField
					field={fields.reference}
					label={m.pay_reference()}
					help={m.pay_reference_help()}
					autoComplete="off"
					required
					minLength={3}
					maxLength={100}
				/>
				<FileField
					field={fields.proof}
					label={m.pay_proof()}
					help={m.pay_proof_help()}
					accept={accept}
					maxBytes={5 * 1024 * 1024}
					upload={upload}
					optional
				/>
				<KeptProof />
				<TextareaField field={fields.notes} label={m.pay_notes()} maxLength={1000} rows={3} optional />
				<SubmitButton size="lg" className="w-full sm:w-fit">
					{m.pay_submit()}
				</SubmitButton>
			</Part>
		</ActionForm>
	);
}

/** Without JavaScript the file has arrived although the rest was refused: it is not asked for again. */
function KeptProof() {
	const answer = useActionData<{ proofFileId?: string | null }>();
	const [kept] = useState(answer?.proofFileId);
	if (!kept) return null;
	return (
		<p className="flex items-center gap-2 text-ok">
			<CircleCheck aria-hidden className="size-4 shrink-0" />
			{m.pay_proof_kept()}
			<input type="hidden" name="proofFileId" value={kept} />
		</p>
	);
}

type PartProps = { number: number; title: string; text?: string; className?: string; children: ReactNode };

function Part({ number, title, text, className, children }: PartProps) {
	return (
		<Card className={cn("grid gap-4.5 p-4 sm:p-5", className)}>
			<header className="flex gap-3">
				<span
					aria-hidden
					className="tabular hidden size-6 shrink-0 group-has-[[data-by-hand]:checked]/pay:grid place-items-center rounded-full bg-accent-soft text-note font-semibold text-accent-ink"
				>
					{number}
				</span>
				<div className="grid gap-0.5">
					<h2 className="text-[1.15em] font-semibold">{title}</h2>
					{text && <p className="text-pretty text-ink-muted">{text}</p>}
				</div>
			</header>
			{children}
		</Card>
	);
}
