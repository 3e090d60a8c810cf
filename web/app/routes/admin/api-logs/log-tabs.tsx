import { m } from "~/paraglide/messages.js";
import { Tabs } from "~/ui/tabs";

export function LogTabs() {
	return (
		<Tabs
			label={m.api_logs_title()}
			tabs={[
				{ label: m.api_logs_requests(), to: "/admin/api-logs", end: true },
				{ label: m.api_logs_deprecated(), to: "/admin/api-logs/deprecated" },
			]}
		/>
	);
}
