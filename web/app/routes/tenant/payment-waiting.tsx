import type { Schema } from "@sewa/sdk";
import { ArrowRight, RefreshCw } from "lucide-react";
import { useFetcher } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Button, buttonStyle } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { useToastOf } from "~/ui/use-toast-of";
import type { action } from "./payment";
import { Countdown } from "./payment-countdown";
import { providerName } from "./payment-words";
import { useReturn } from "./use-live-payment";
import { useMay } from "./use-may";

/** The way to the gateway, the time left, and what else one can do while nothing has arrived. */
export function WaitingPayment({ payment }: { payment: Schema<"Payment"> }) {
	const gateway = providerName(payment);
	const may = useMay();
	const asker = useFetcher<typeof action>();
	useToastOf(asker.data);
	useReturn(true, () => void asker.submit({ intent: "returned" }, { method: "post" }));
	return (
		<>
			{payment.expiresAt && <Countdown until={payment.expiresAt} />}
			<div className="flex flex-wrap gap-2">
				{payment.checkoutUrl && (
					<a
						href={payment.checkoutUrl}
						className={buttonStyle({ variant: "primary", size: "lg", className: "max-sm:w-full" })}
					>
						{m.pay_continue({ gateway })}
						<ArrowRight aria-hidden />
					</a>
				)}
				{may("payment.create") && (
					<asker.Form method="post" className="max-sm:flex-1">
						<Button
							type="submit"
							name="intent"
							value="check"
							size="lg"
							className="max-sm:w-full"
							pending={asker.formData?.get("intent") === "check"}
							icon={<RefreshCw aria-hidden />}
						>
							{m.payment_check()}
						</Button>
					</asker.Form>
				)}
				{may("payment.cancel") && (
					<ConfirmDialog
						title={m.payment_give_up_title()}
						consequence={m.payment_give_up_text({ gateway })}
						confirmLabel={m.payment_give_up()}
						fields={{ intent: "cancel" }}
						trigger={
							<Button size="lg" variant="danger-quiet" className="max-sm:flex-1">
								{m.payment_give_up()}
							</Button>
						}
					/>
				)}
			</div>
			<noscript>
				<meta httpEquiv="refresh" content="6" />
			</noscript>
		</>
	);
}
