import type { ReactNode } from "react";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";

/** Above the four-eyes limit nothing has happened yet: it says so, and where somebody else agrees. */
export function SecondPersonNotice({ approvalId, children }: { approvalId: string; children?: ReactNode }) {
	return (
		<Notice
			tone="wait"
			live
			title={m.admin_money_second_needed()}
			action={
				<ButtonLink to={`/admin/approvals/${approvalId}`} size="sm">
					{m.admin_money_second_see()}
				</ButtonLink>
			}
		>
			{children ?? m.admin_money_second_asked()}
		</Notice>
	);
}
