import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "../button";
import { Notice } from "../notice";

/** Says across every page that the organisation is not (or no longer) fully on, and what to do. */
export function TenantBanner({ status }: { status: string }) {
	if (status === "suspended")
		return (
			<Banner tone="bad" title={m.banner_suspended_title()} action={m.banner_suspended_action()}>
				{m.banner_suspended_text()}
			</Banner>
		);
	if (status === "pending")
		return (
			<Banner tone="wait" title={m.banner_pending_title()} action={m.banner_pending_action()}>
				{m.banner_pending_text()}
			</Banner>
		);
	if (status === "closing" || status === "closed")
		return (
			<Banner tone="wait" title={m.banner_closing_title()}>
				{m.banner_closing_text()}
			</Banner>
		);
	return null;
}

type BannerProps = { tone: "bad" | "wait"; title: string; action?: string; children: string };

function Banner({ tone, title, action, children }: BannerProps) {
	return (
		<div className="no-print mx-auto w-full max-w-7xl px-4 pt-4 md:px-6">
			<Notice
				tone={tone}
				title={title}
				action={
					action && (
						<ButtonLink to="/app/billing" size="sm">
							{action}
						</ButtonLink>
					)
				}
			>
				{children}
			</Notice>
		</div>
	);
}
