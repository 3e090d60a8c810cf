import { Check, ChevronDown, X } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { m } from "~/paraglide/messages.js";
import { withParams } from "~/url";
import { cn } from "./cn";
import { DropdownMenu, MenuLink } from "./dropdown-menu";

export type FilterChipProps = {
	/** The query parameter: `status`. */
	name: string;
	label: string;
	options: readonly (readonly [value: string, label: string])[];
};

/** A filter that lives in the URL: open it to choose, press × to drop it. */
export function FilterChip({ name, label, options }: FilterChipProps) {
	const [params] = useSearchParams();
	const value = params.get(name);
	const chosen = options.find(([option]) => option === value)?.[1] ?? value;
	return (
		<span
			className={cn(
				"inline-flex h-9 items-center rounded-md border text-note transition-colors max-md:h-11",
				value ? "border-accent/50 bg-accent-soft text-accent-ink" : "border-line bg-surface text-ink-muted",
			)}
		>
			<DropdownMenu
				align="start"
				trigger={
					<button type="button" className="flex h-full items-center gap-1.5 rounded-md px-3 font-medium">
						<span>
							{label}
							{value && <span className="font-normal">: {chosen}</span>}
						</span>
						{!value && <ChevronDown aria-hidden className="size-3.5" />}
					</button>
				}
			>
				{options.map(([option, text]) => (
					<MenuLink
						key={option}
						to={withParams(params, { [name]: option })}
						current={option === value}
						icon={<Check aria-hidden className={option === value ? "text-accent!" : "invisible"} />}
					>
						{text}
					</MenuLink>
				))}
			</DropdownMenu>
			{value && (
				<Link
					to={withParams(params, { [name]: null })}
					aria-label={m.ui_drop_filter({ label })}
					className="grid h-full w-8 place-items-center rounded-md border-l border-accent/25"
				>
					<X aria-hidden className="size-3.5" />
				</Link>
			)}
		</span>
	);
}
