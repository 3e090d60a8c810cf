import type { Schema } from "@sewa/sdk";
import { Form } from "react-router";
import { formatMoney } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { SubmitButton } from "~/ui/form/submit-button";
import { Money } from "~/ui/money";
import type { Typed } from "./adjust-form";
import { QuoteCard } from "./quote-card";

type AdjustPreviewProps = { preview: Schema<"AdjustmentPreview">; typed: Typed; idempotencyKey: string };

/** The quote now and afterwards side by side, the difference, and the button that saves exactly this. */
export function AdjustPreview({ preview, typed, idempotencyKey }: AdjustPreviewProps) {
	const { before, after, difference } = preview;
	const total = formatMoney(after.total, getLocale());
	return (
		<section aria-label={m.admin_command_preview()} className="grid gap-4">
			<div className="grid gap-4 xl:grid-cols-2">
				<QuoteCard title={m.admin_command_before()} quote={before} />
				<QuoteCard title={m.admin_command_after()} quote={after} />
			</div>
			<div className="grid gap-3 rounded-lg border border-accent/40 bg-accent-soft px-4 py-3.5">
				<dl className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
					<dt className="font-medium">{m.admin_command_difference()}</dt>
					<dd className="text-[1.3em] font-semibold">
						<Money value={difference} />
					</dd>
				</dl>
				<p className="text-ink-muted">
					{after.outcome === "apply" ? m.admin_command_adjust_effect_apply() : m.admin_command_adjust_effect({ total })}
				</p>
				<Form method="post" className="flex justify-end">
					<input type="hidden" name="key" value={idempotencyKey} />
					<input type="hidden" name="currency" value={after.total.currency} />
					{Object.entries(typed).map(([name, value]) => (
						<input key={name} type="hidden" name={name} value={value} />
					))}
					<SubmitButton>{m.admin_command_save_adjustment()}</SubmitButton>
				</Form>
			</div>
		</section>
	);
}
