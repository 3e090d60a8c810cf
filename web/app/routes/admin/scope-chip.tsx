import { X } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { withParams } from "~/url";

/** A filter that other pages link with, such as one tenant's invoices: says what it is, and can be dropped. */
export function ScopeChip({ name, label, value }: { name: string; label: string; value: string | undefined }) {
	const [params] = useSearchParams();
	const id = params.get(name);
	if (!id) return null;
	return (
		<span className="inline-flex h-9 max-w-80 items-center rounded-md border border-accent/50 bg-accent-soft text-note text-accent-ink max-md:h-11">
			<span className="truncate pl-3">
				<span className="font-medium">{label}</span>: {value ?? id}
			</span>
			<Link
				to={withParams(params, { [name]: null })}
				aria-label={m.ui_drop_filter({ label })}
				className="ml-2 grid h-full w-8 shrink-0 place-items-center rounded-md border-l border-accent/25"
			>
				<X aria-hidden className="size-3.5" />
			</Link>
		</span>
	);
}
