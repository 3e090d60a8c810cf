import { m } from "~/paraglide/messages.js";

export function LandingAudience() {
	const readers = [
		{ title: m.landing_for_owner_title(), text: m.landing_for_owner_text() },
		{ title: m.landing_for_finance_title(), text: m.landing_for_finance_text() },
		{ title: m.landing_for_customer_title(), text: m.landing_for_customer_text() },
	];
	return (
		<section className="border-y border-line bg-surface">
			<div className="page-width grid gap-8 py-14 md:py-16">
				<h2 className="text-2xl font-semibold tracking-tight">{m.landing_for_title()}</h2>
				<div className="grid gap-8 md:grid-cols-3 md:gap-10">
					{readers.map(({ title, text }) => (
						<div key={title} className="grid content-start gap-2 border-t-2 border-accent pt-4">
							<h3 className="font-semibold">{title}</h3>
							<p className="text-pretty text-ink-muted">{text}</p>
						</div>
					))}
				</div>
			</div>
		</section>
	);
}
