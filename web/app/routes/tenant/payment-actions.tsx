import type { ReactNode } from "react";
import { Form } from "react-router";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ButtonLink } from "~/ui/button";
import { SubmitButton } from "~/ui/form/submit-button";
import type { PaymentPanelProps } from "./payment-panel";
import { isGateway } from "./payment-words";
import { useMay } from "./use-may";

const came = new Set(["paid", "refunded", "disputed"]);
const inWallet = new Set(["topped_up", "to_wallet"]);

/** What follows once nothing is waited for: the receipt, or another attempt. */
export function PaymentActions({ stage, payment, invoice, formKey }: PaymentPanelProps) {
	const mayPay = useMay()("payment.create");
	if (inWallet.has(stage))
		return (
			<Row>
				<ButtonLink to="/app/wallet" variant="primary">
					{m.payment_see_wallet()}
				</ButtonLink>
				<InvoiceLink invoice={invoice} />
			</Row>
		);
	if (came.has(stage) || stage === "review")
		return (
			<Row>
				<ButtonLink to="/app" variant="primary">
					{m.pay_to_dashboard()}
				</ButtonLink>
				<InvoiceLink invoice={invoice} />
				{stage === "paid" && invoice && (
					<ButtonLink to={`/api/v1/invoices/${invoice.id}/pdf?locale=${getLocale()}&download=true`} reloadDocument>
						{m.payment_receipt()}
					</ButtonLink>
				)}
			</Row>
		);
	const payable = invoice === null || invoice.status === "open" || invoice.status === "uncollectible";
	if (!payable || !mayPay)
		return (
			<Row>
				<InvoiceLink invoice={invoice} />
			</Row>
		);
	return <Again payment={payment} invoice={invoice} formKey={formKey} />;
}

/** Another attempt: at the same gateway by one button, or in another way. */
function Again({ payment, invoice, formKey }: Pick<PaymentPanelProps, "payment" | "invoice" | "formKey">) {
	if (!invoice)
		return (
			<Row>
				<ButtonLink to="/app/wallet/top-up" variant="primary">
					{m.payment_again()}
				</ButtonLink>
			</Row>
		);
	const atGateway = isGateway(payment.provider);
	return (
		<Row>
			{atGateway && (
				<Form method="post">
					<input type="hidden" name="key" value={formKey} />
					<SubmitButton intent="again">{m.payment_again()}</SubmitButton>
				</Form>
			)}
			<ButtonLink to={`/app/invoices/${invoice.id}/pay`} variant={atGateway ? "secondary" : "primary"}>
				{m.payment_other_way()}
			</ButtonLink>
			<InvoiceLink invoice={invoice} />
		</Row>
	);
}

function InvoiceLink({ invoice }: Pick<PaymentPanelProps, "invoice">) {
	if (!invoice) return null;
	return <ButtonLink to={`/app/invoices/${invoice.id}`}>{m.payment_see_invoice()}</ButtonLink>;
}

function Row({ children }: { children: ReactNode }) {
	return <div className="flex flex-wrap gap-2">{children}</div>;
}
