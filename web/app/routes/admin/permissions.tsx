import { useRouteLoaderData } from "react-router";
import type { SystemPermission } from "#worker/kernel/permissions";
import { m } from "~/paraglide/messages.js";
import { Notice } from "~/ui/notice";
import type { loader } from "./layout";

/** Whether the person signed in may do this; the API decides, the page only leaves out what it would refuse. */
export function useMay(permission: SystemPermission): boolean {
	return useRouteLoaderData<typeof loader>("routes/admin/layout")?.permissions.includes(permission) ?? false;
}

/** Says why the buttons are missing. */
export function ReadOnlyNotice({ permission }: { permission: SystemPermission }) {
	return (
		<Notice tone="info" title={m.admin_read_only()}>
			{m.admin_read_only_text()} <code className="font-mono text-note">{permission}</code>
		</Notice>
	);
}
