import { formatPercent } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { LimitNotice } from "./limit-notices";
import type { LimitState } from "./meter-states";
import { localName } from "./meter-words";

/** On other pages: that a limit is reached or nearly, and the way to where it is told in full. */
export function LimitBanner({ reached }: { reached: readonly LimitState[] }) {
	const [first, ...more] = reached;
	if (!first) return null;
	const link = (
		<ButtonLink to="/app/usage" size="sm">
			{m.usage_see()}
		</ButtonLink>
	);
	if (more.length === 0) return <LimitNotice of={first} action={link} />;
	const shares = reached.map(
		({ name, percent }) => `${localName(name)} ${formatPercent((percent ?? 0) / 100, getLocale())}`,
	);
	return (
		<Notice tone="wait" title={m.usage_banner_title({ count: reached.length })} action={link}>
			{shares.join(" · ")}
		</Notice>
	);
}
