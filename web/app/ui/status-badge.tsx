import { Badge } from "./badge";
import type { StatusKind } from "./status-words";
import { statusWord } from "./status-words";

/** The badge of a state of the domain: `<StatusBadge of="invoice" status={invoice.status} />`. */
export function StatusBadge({ of, status, className }: { of: StatusKind; status: string; className?: string }) {
	const { tone, icon, label } = statusWord(of, status);
	return (
		<Badge tone={tone} icon={icon} className={className}>
			{label()}
		</Badge>
	);
}
