import { m } from "~/paraglide/messages.js";
import { Button, type ButtonProps } from "~/ui/button";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { ConfirmDialog } from "~/ui/confirm-dialog";

type GiveUpPurchaseProps = { id: string } & Pick<ButtonProps, "size" | "wide">;

/** Takes back an order that is not paid; says first that its invoice becomes void. */
export function GiveUpPurchase({ id, ...look }: GiveUpPurchaseProps) {
	return (
		<ConfirmDialog
			title={m.purchase_give_up_title()}
			consequence={m.purchase_give_up_text()}
			confirmLabel={m.purchase_give_up()}
			fields={{}}
			action={`/app/plan-changes/${id}/cancel`}
			trigger={
				<Button variant="danger-quiet" {...look}>
					{m.purchase_give_up()}
				</Button>
			}
		/>
	);
}

/** The same beside an invoice. */
export function UnwantedPurchase({ id }: { id: string }) {
	return (
		<Card className="no-print">
			<CardHeader title={m.purchase_unwanted()} />
			<CardBody className="grid gap-3">
				<p className="text-ink-muted">{m.purchase_unwanted_text()}</p>
				<GiveUpPurchase id={id} wide />
			</CardBody>
		</Card>
	);
}
