import { ChevronLeft } from "lucide-react";
import { Link } from "react-router";
import { useCrumbs } from "./crumbs";

/** On phones, where the top bar has no room for breadcrumbs: the way up. */
export function BackLink() {
	const parent = useCrumbs().at(-2);
	if (!parent?.to) return null;
	return (
		<Link
			to={parent.to}
			className="-ml-1 flex w-fit items-center gap-0.5 text-note text-ink-muted hover:text-ink md:hidden"
		>
			<ChevronLeft aria-hidden className="size-4" />
			{parent.label}
		</Link>
	);
}
