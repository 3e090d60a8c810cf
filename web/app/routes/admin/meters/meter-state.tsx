import { Archive, CircleCheck } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { Badge } from "~/ui/badge";

export function MeterState({ state }: { state: "active" | "retired" }) {
	return state === "active" ? (
		<Badge tone="ok" icon={CircleCheck}>
			{m.admin_meters_active()}
		</Badge>
	) : (
		<Badge tone="ended" icon={Archive}>
			{m.admin_meters_retired()}
		</Badge>
	);
}
