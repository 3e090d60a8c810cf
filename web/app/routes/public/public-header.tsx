import { Link, NavLink } from "react-router";
import { m } from "~/paraglide/messages.js";
import { WordMark } from "~/ui/brand/word-mark";
import { ButtonLink } from "~/ui/button";
import { LocaleSwitch } from "~/ui/frame/locale-switch";

const linkStyle =
	"rounded-sm px-2 py-1 text-[0.95rem] text-ink-muted transition-colors hover:text-ink aria-[current=page]:text-ink";

export function PublicHeader() {
	return (
		<header className="no-print sticky top-0 z-30 border-b border-line bg-page/95 backdrop-blur-sm">
			<div className="page-width flex h-15 items-center gap-4">
				<Link to="/" className="rounded-sm text-xl">
					<WordMark />
				</Link>
				<nav aria-label={m.public_nav()} className="ml-4 flex flex-1 items-center gap-1 max-md:hidden">
					<Link to="/#how" className={linkStyle}>
						{m.public_how()}
					</Link>
					<NavLink to="/pricing" prefetch="intent" className={linkStyle}>
						{m.public_pricing()}
					</NavLink>
					<a href="/docs" className={linkStyle}>
						{m.public_docs()}
					</a>
				</nav>
				<div className="ml-auto flex items-center gap-1.5">
					<LocaleSwitch />
					<ButtonLink to="/sign-in" variant="quiet" className="max-sm:px-2.5">
						{m.public_sign_in()}
					</ButtonLink>
					<ButtonLink to="/sign-up" variant="primary" className="max-sm:hidden">
						{m.public_start()}
					</ButtonLink>
				</div>
			</div>
		</header>
	);
}
