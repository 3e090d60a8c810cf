import type { FieldMetadata } from "@conform-to/react";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useActionData } from "react-router";
import { m } from "~/paraglide/messages.js";
import { FileField } from "~/ui/form/file-field";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextField } from "~/ui/form/text-field";
import { TextareaField } from "~/ui/form/textarea-field";
import { PayPart } from "./pay-part";

type ByHandFieldsProps = {
	/** Its number among the parts of the form, where they are numbered. */
	number?: number;
	text: string;
	fields: {
		reference: FieldMetadata<string | undefined>;
		notes: FieldMetadata<string | undefined>;
		proof: FieldMetadata<File | undefined>;
	};
};

const accept = "image/png,image/jpeg,image/webp,application/pdf";
const upload = { url: "/api/v1/files", idName: "proofFileId" };

/** What a person needs to find a transfer; shows only while a way to pay by hand is chosen. */
export function ByHandFields({ number, text, fields }: ByHandFieldsProps) {
	return (
		<PayPart
			{...(number !== undefined && { number })}
			title={m.pay_step_confirm()}
			text={text}
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
		</PayPart>
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
