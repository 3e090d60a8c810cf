import type { FieldMetadata } from "@conform-to/react";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { useActionData } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Card } from "~/ui/card";
import { FileField } from "~/ui/form/file-field";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextField } from "~/ui/form/text-field";
import { TextareaField } from "~/ui/form/textarea-field";

type ByHandFieldsProps = {
	fields: {
		reference: FieldMetadata<string | undefined>;
		notes: FieldMetadata<string | undefined>;
		proof: FieldMetadata<File | undefined>;
	};
};

const accept = "image/png,image/jpeg,image/webp,application/pdf";
const upload = { url: "/api/v1/files", idName: "proofFileId" };

/** What a person needs to find a transfer; shows only while a way to pay by hand is chosen. */
export function ByHandFields({ fields }: ByHandFieldsProps) {
	return (
		<Card className="hidden gap-4.5 p-4 group-has-[[data-by-hand]:checked]/pay:grid sm:p-5">
			<header className="grid gap-0.5">
				<h2 className="text-[1.15em] font-semibold">{m.pay_step_confirm()}</h2>
				<p className="text-pretty text-ink-muted">{m.wallet_by_hand_text()}</p>
			</header>
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
		</Card>
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
