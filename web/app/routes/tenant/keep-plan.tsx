import { m } from "~/paraglide/messages.js";
import { Button, type ButtonProps } from "~/ui/button";
import { ConfirmDialog } from "~/ui/confirm-dialog";

type KeepPlanProps = { id: string; plan: string } & Pick<ButtonProps, "size">;

/** Takes a change back that waits for the end of the period. */
export function KeepPlan({ id, plan, ...look }: KeepPlanProps) {
	return (
		<ConfirmDialog
			title={m.change_keep_title({ plan })}
			consequence={m.change_keep_text({ plan })}
			confirmLabel={m.change_keep({ plan })}
			tone="primary"
			fields={{ kind: "scheduled" }}
			action={`/app/plan-changes/${id}/cancel`}
			trigger={<Button {...look}>{m.change_keep({ plan })}</Button>}
		/>
	);
}
