import { BookCheck, Braces, Fingerprint, Layers } from "lucide-react";
import { m } from "~/paraglide/messages.js";

export function LandingTrust() {
	const points = [
		{ icon: BookCheck, title: m.landing_trust_ledger(), text: m.landing_trust_ledger_text() },
		{ icon: Fingerprint, title: m.landing_trust_audit(), text: m.landing_trust_audit_text() },
		{ icon: Layers, title: m.landing_trust_apart(), text: m.landing_trust_apart_text() },
		{ icon: Braces, title: m.landing_trust_api(), text: m.landing_trust_api_text() },
	];
	return (
		<section className="border-y border-line bg-surface">
			<div className="page-width grid gap-8 py-14 md:py-16">
				<h2 className="text-2xl font-semibold tracking-tight">{m.landing_trust_title()}</h2>
				<ul className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-2 lg:grid-cols-4">
					{points.map(({ icon: Icon, title, text }) => (
						<li key={title} className="grid content-start gap-2 bg-surface p-5">
							<Icon aria-hidden className="size-5 text-accent-ink" />
							<h3 className="mt-1 font-semibold">{title}</h3>
							<p className="text-[0.95rem] text-pretty text-ink-muted">{text}</p>
						</li>
					))}
				</ul>
			</div>
		</section>
	);
}
