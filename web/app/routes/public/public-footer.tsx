import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";
import type { Theme } from "~/preferences";
import { WordMark } from "~/ui/brand/word-mark";
import { LocaleSwitch } from "~/ui/frame/locale-switch";
import { ThemeSwitch } from "~/ui/frame/theme-switch";

export function PublicFooter({ theme }: { theme: Theme }) {
	const links = [
		{ to: "/pricing", label: m.public_pricing() },
		{ to: "/terms", label: m.public_terms() },
		{ to: "/privacy", label: m.public_privacy() },
	];
	return (
		<footer className="no-print border-t border-line bg-sunken text-[0.9rem]">
			<div className="page-width flex flex-wrap items-center justify-between gap-x-8 gap-y-4 py-7">
				<div className="grid gap-1.5">
					<WordMark className="text-base" />
					<p className="max-w-md text-ink-muted">{m.public_footer()}</p>
				</div>
				<div className="flex flex-wrap items-center gap-x-5 gap-y-2">
					{links.map(({ to, label }) => (
						<Link key={to} to={to} className="text-ink-muted underline-offset-4 hover:text-ink hover:underline">
							{label}
						</Link>
					))}
					<a href="/docs" className="text-ink-muted underline-offset-4 hover:text-ink hover:underline">
						{m.public_docs()}
					</a>
					<span className="flex items-center">
						<LocaleSwitch full />
						<ThemeSwitch theme={theme} />
					</span>
				</div>
			</div>
		</footer>
	);
}
