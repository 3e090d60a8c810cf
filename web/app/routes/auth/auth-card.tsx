import type { ReactNode } from "react";

type AuthCardProps = { title: string; text?: ReactNode; footer?: ReactNode; children?: ReactNode };

/** The one card of the sign-in pages. */
export function AuthCard({ title, text, footer, children }: AuthCardProps) {
	return (
		<div className="grid w-full max-w-104 gap-4">
			<div className="grid gap-5 rounded-xl border border-line bg-surface p-6 shadow-lift sm:p-8">
				<div className="grid gap-1.5">
					<h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
					{text && <p className="text-pretty text-ink-muted">{text}</p>}
				</div>
				{children}
			</div>
			{footer && <p className="text-center text-[0.95rem] text-ink-muted">{footer}</p>}
		</div>
	);
}

export const authLinkStyle = "font-medium text-accent-ink underline underline-offset-4";
