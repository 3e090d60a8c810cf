import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export function Card({ className, ...rest }: ComponentProps<"section">) {
	return <section {...rest} className={cn("card rounded-lg border border-line bg-surface", className)} />;
}

export function CardHeader({
	title,
	description,
	action,
}: {
	title: ReactNode;
	description?: ReactNode;
	action?: ReactNode;
}) {
	return (
		<header
			className={cn(
				"flex flex-wrap justify-between gap-3 border-b border-line px-4 py-3 last:border-0 md:px-5",
				description ? "items-start" : "items-center",
			)}
		>
			<div className="min-w-0">
				<h2 className="text-[1.07em] font-semibold">{title}</h2>
				{description && <p className="mt-0.5 text-note text-ink-muted">{description}</p>}
			</div>
			{action}
		</header>
	);
}

export function CardBody({ className, ...rest }: ComponentProps<"div">) {
	return <div {...rest} className={cn("px-4 py-4 md:px-5", className)} />;
}

export function CardFooter({ className, ...rest }: ComponentProps<"footer">) {
	return (
		<footer
			{...rest}
			className={cn("flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3 md:px-5", className)}
		/>
	);
}
