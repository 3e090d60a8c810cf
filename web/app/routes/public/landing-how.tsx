import { HandCoins, QrCode } from "lucide-react";
import { m } from "~/paraglide/messages.js";

export function LandingHow() {
	const steps = [
		{ title: m.landing_how_1_title(), text: m.landing_how_1_text() },
		{ title: m.landing_how_2_title(), text: m.landing_how_2_text() },
		{ title: m.landing_how_3_title(), text: m.landing_how_3_text() },
		{ title: m.landing_how_4_title(), text: m.landing_how_4_text() },
	];
	return (
		<section id="how" className="page-width grid scroll-mt-16 gap-10 py-16 md:py-20 lg:grid-cols-[1.5fr_1fr] lg:gap-16">
			<div className="grid content-start gap-8">
				<h2 className="text-2xl font-semibold tracking-tight md:text-3xl">{m.landing_how_title()}</h2>
				<ol className="grid gap-7">
					{steps.map(({ title, text }, index) => (
						<li key={title} className="grid grid-cols-[2.25rem_1fr] gap-x-4">
							<span
								aria-hidden
								className="tabular row-span-2 grid size-9 place-items-center rounded-full border border-line-strong/60 font-medium text-accent-ink"
							>
								{index + 1}
							</span>
							<h3 className="pt-1 font-semibold">{title}</h3>
							<p className="mt-1 text-pretty text-ink-muted">{text}</p>
						</li>
					))}
				</ol>
			</div>
			<PaymentWays />
		</section>
	);
}

function PaymentWays() {
	const ways = [
		{ icon: HandCoins, name: m.landing_ways_bank(), text: m.landing_ways_bank_text() },
		{ icon: QrCode, name: m.landing_ways_qris(), text: m.landing_ways_qris_text() },
	];
	return (
		<aside className="self-start rounded-xl border border-line bg-surface p-6 lg:mt-16">
			<h3 className="font-semibold">{m.landing_ways_title()}</h3>
			<ul className="mt-4 grid gap-4">
				{ways.map(({ icon: Icon, name, text }) => (
					<li key={name} className="flex gap-3">
						<span className="grid size-9 shrink-0 place-items-center rounded-md bg-accent-soft text-accent-ink">
							<Icon aria-hidden className="size-4.5" />
						</span>
						<span>
							<span className="font-medium">{name}</span>
							<span className="block text-[0.95rem] text-ink-muted">{text}</span>
						</span>
					</li>
				))}
			</ul>
			<p className="mt-5 border-t border-line pt-4 text-sm text-pretty text-ink-muted">{m.landing_ways_note()}</p>
		</aside>
	);
}
