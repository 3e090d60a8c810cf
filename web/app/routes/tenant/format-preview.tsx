import { m } from "~/paraglide/messages.js";
import { useClock } from "~/ui/clock";
import { DescriptionList } from "~/ui/description-list";
import type { Formats } from "./formats";
import { sampleDate, sampleMoney, sampleNumber, sampleTime } from "./formats";

/** How things will look, while one is still choosing. */
export function FormatPreview({ formats }: { formats: Formats }) {
	const { now } = useClock();
	return (
		<section
			aria-live="polite"
			className="grid content-start gap-1 rounded-lg border border-line bg-sunken/60 px-4 py-3"
		>
			<h3 className="text-note font-medium text-ink-muted">{m.settings_preview()}</h3>
			<DescriptionList
				className="tabular"
				facts={[
					{
						label: m.settings_sample_price(),
						value: sampleMoney(formats, formats.currency === "IDR" ? 1_249_000 : 84.5),
					},
					{ label: m.settings_sample_number(), value: sampleNumber(formats, 12_345.67) },
					{ label: m.settings_date(), value: <span suppressHydrationWarning>{sampleDate(formats, now)}</span> },
					{ label: m.settings_sample_time(), value: <span suppressHydrationWarning>{sampleTime(formats, now)}</span> },
				]}
			/>
		</section>
	);
}
