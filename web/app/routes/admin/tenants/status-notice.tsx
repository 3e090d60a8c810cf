import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Notice } from "~/ui/notice";
import { DateTime } from "~/ui/relative-time";

/** Why a tenant is not active, in the words its people read. */
export function StatusNotice({ tenant }: { tenant: Schema<"SystemTenantDetail"> }) {
	const { status, statusReason, closesAt } = tenant;
	const reason = statusReason && `${m.admin_reason()}: ${statusReason}`;
	switch (status) {
		case "active":
			return null;
		case "pending":
			return <Notice tone="wait" title={m.admin_tenants_is_pending()} />;
		case "suspended":
			return (
				<Notice tone="bad" title={m.admin_tenants_is_suspended()}>
					{reason}
				</Notice>
			);
		case "closing":
			return (
				<Notice
					tone="wait"
					title={
						<>
							{m.admin_tenants_is_closing()} <DateTime at={closesAt} />
						</>
					}
				>
					{reason}
				</Notice>
			);
		case "closed":
			return (
				<Notice tone="ended" title={m.admin_tenants_is_closed()}>
					{reason}
				</Notice>
			);
	}
}
