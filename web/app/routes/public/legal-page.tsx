import { m } from "~/paraglide/messages.js";

/** A short text in sections. */
export function LegalPage({ title, sections }: { title: string; sections: { title: string; text: string }[] }) {
	return (
		<article className="page-width max-w-3xl! py-12 md:py-16">
			<h1 className="text-3xl font-semibold tracking-tight md:text-4xl">{title}</h1>
			<p className="mt-2 text-ink-muted">{m.legal_updated()}</p>
			<div className="mt-8 grid gap-7">
				{sections.map((section) => (
					<section key={section.title}>
						<h2 className="text-lg font-semibold">{section.title}</h2>
						<p className="mt-1.5 text-pretty text-ink-muted">{section.text}</p>
					</section>
				))}
			</div>
		</article>
	);
}
