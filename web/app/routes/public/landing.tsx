import { Link } from "react-router";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";
import { LandingAudience } from "./landing-audience";
import { LandingHow } from "./landing-how";
import { LandingTrust } from "./landing-trust";
import { PaymentPath } from "./payment-path";

export const meta = () => [
	{ title: `Sewa – ${m.landing_title()}` },
	{ name: "description", content: m.landing_lead() },
];

export default function Landing() {
	return (
		<>
			<section className="page-width grid items-center gap-x-12 gap-y-10 py-14 md:py-20 lg:grid-cols-[1.15fr_1fr]">
				<div className="grid justify-items-start gap-5">
					<h1 className="text-[clamp(2.1rem,5vw,3.4rem)]/[1.08] font-semibold tracking-tight">{m.landing_title()}</h1>
					<p className="max-w-xl text-lg text-pretty text-ink-muted">{m.landing_lead()}</p>
					<div className="flex flex-wrap gap-3 pt-1">
						<ButtonLink to="/sign-up" variant="primary" size="lg">
							{m.public_start()}
						</ButtonLink>
						<ButtonLink to="/pricing" size="lg" prefetch="intent">
							{m.landing_see_prices()}
						</ButtonLink>
					</div>
					<p className="text-sm text-ink-muted">{m.landing_no_card()}</p>
				</div>
				<PaymentPath />
			</section>
			<LandingAudience />
			<LandingHow />
			<LandingTrust />
			<section className="page-width grid justify-items-center gap-4 py-16 text-center md:py-20">
				<h2 className="text-3xl font-semibold tracking-tight">{m.landing_end_title()}</h2>
				<p className="text-ink-muted">{m.landing_end_text()}</p>
				<div className="flex flex-wrap items-center justify-center gap-4">
					<ButtonLink to="/sign-up" variant="primary" size="lg">
						{m.public_start()}
					</ButtonLink>
					<Link to="/pricing" className="text-accent-ink underline-offset-4 hover:underline">
						{m.landing_see_prices()}
					</Link>
				</div>
			</section>
		</>
	);
}
