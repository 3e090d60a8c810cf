import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { ActionForm } from "~/ui/form/action-form";
import { useActionForm } from "~/ui/form/use-action-form";
import { ByHandFields } from "./by-hand-fields";
import { PayMethods } from "./pay-methods";
import { OnlineMethods } from "./pay-online";
import { PayPart } from "./pay-part";
import type { PayableMethod } from "./payable-methods.server";
import type { OnlineOffer } from "./payable-online.server";

type Values = { method: string; save: boolean; reference: string; notes: string; proof: File; proofFileId: string };
type PayFormProps = { invoice: Schema<"Invoice">; online: OnlineOffer[]; methods: PayableMethod[]; formKey: string };

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
			<PayPart number={1} title={m.pay_step_method()}>
				<PayMethods field={fields.method} methods={methods} total={invoice.total}>
					<OnlineMethods field={fields.method} offers={online} total={invoice.total} />
				</PayMethods>
			</PayPart>
			<ByHandFields number={2} text={m.pay_step_confirm_text()} fields={fields} />
		</ActionForm>
	);
}
