import { cn } from "./cn";

/** A picture, or the first letters of a name. Beside a written name it says nothing itself. */
export function Avatar({ name, src, className }: { name: string; src?: string | null; className?: string }) {
	const shape = cn("grid size-8 shrink-0 place-items-center rounded-full", className);
	if (src) return <img src={src} alt="" className={cn(shape, "object-cover")} />;
	return (
		<span
			aria-hidden
			data-initials={initials(name)}
			className={cn(
				shape,
				"bg-accent-soft text-[0.75rem] font-semibold text-accent-ink before:content-[attr(data-initials)]",
			)}
		/>
	);
}

function initials(name: string): string {
	const words = name.trim().split(/\s+/);
	const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
	return letters.map((word) => word?.charAt(0).toUpperCase() ?? "").join("");
}
