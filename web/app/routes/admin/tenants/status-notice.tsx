import type { Schema } from "@sewa/sdk";
import { m } from "~/paraglide/messages.js";
import { Notice } from "~/ui/notice";
import { DateTime } from "~/ui/relative-time";

/** Why a tenant is not active, in the words its people read. */
export function StatusNotice({ tenant }: { tenant: Schema<"SystemTenantDetail"> }) {
	const { status, closesAt } = tenant;
	const written = reasonOf(tenant);
	const reason = written && `${m.admin_reason()}: ${written}`;
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

/** What somebody wrote. The schedule of dunning writes nothing: it suspends for one reason only. */
function reasonOf({ suspendedFor, statusReason }: Schema<"SystemTenantDetail">): string | null {
	return statusReason ?? (suspendedFor === "unpaid" ? m.admin_tenants_unpaid() : null);
}
