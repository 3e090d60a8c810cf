import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { Link } from "react-router";
import { cn } from "./cn";

export const buttonStyle = cva(
	"inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium transition-colors select-none disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-[1.15em] [&_svg]:shrink-0",
	{
		variants: {
			variant: {
				primary: "bg-accent text-on-accent hover:bg-accent-strong shadow-lift",
				secondary: "border border-line bg-surface text-ink shadow-lift hover:bg-hover",
				quiet: "text-ink-muted hover:bg-hover hover:text-ink",
				danger: "bg-bad-solid text-white hover:brightness-92 shadow-lift",
				"danger-quiet": "border border-line bg-surface text-bad hover:bg-bad-soft",
				link: "h-auto! px-0! text-accent-ink underline-offset-4 hover:underline",
			},
			size: {
				sm: "h-8 px-2.5 text-note",
				md: "h-9 px-3.5 max-md:h-11",
				lg: "h-11 px-5",
				icon: "size-9 max-md:size-11",
				"icon-sm": "size-8 max-md:size-10",
			},
			wide: { true: "w-full" },
		},
		defaultVariants: { variant: "secondary", size: "md" },
	},
);

type Look = VariantProps<typeof buttonStyle>;

export type ButtonProps = ComponentProps<"button"> & Look & { pending?: boolean; icon?: ReactNode };

/** A button that acts. While `pending` it keeps its width, shows a spinner and takes no second click. */
export function Button({
	variant,
	size,
	wide,
	pending = false,
	icon,
	className,
	children,
	onClick,
	...rest
}: ButtonProps) {
	return (
		<button
			type="button"
			{...rest}
			className={cn(buttonStyle({ variant, size, wide }), className)}
			aria-disabled={pending || undefined}
			aria-busy={pending || undefined}
			onClick={pending ? (event) => event.preventDefault() : onClick}
		>
			{pending ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
			{children}
		</button>
	);
}

export type ButtonLinkProps = ComponentProps<typeof Link> & Look & { icon?: ReactNode };

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({ variant, size, wide, icon, className, children, ...rest }: ButtonLinkProps) {
	return (
		<Link {...rest} className={cn(buttonStyle({ variant, size, wide }), className)}>
			{icon}
			{children}
		</Link>
	);
}
