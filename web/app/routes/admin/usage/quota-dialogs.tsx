import { useId, useState } from "react";
import { m } from "~/paraglide/messages.js";
import { Checkbox } from "~/ui/checkbox";
import { ConfirmDialog } from "~/ui/confirm-dialog";
import { ChoiceBox, ReasonBox, TextBox } from "../dialog-fields";
import { BeforeAfter } from "./before-after";
import { formatLimit, formatUse } from "./meter-words";
import type { Quota } from "./quotas";

type QuotaDialogProps = {
	quota: Quota;
	name: string;
	plan: string;
	open: boolean;
	onOpenChange: (open: boolean) => void;
};

const GB = 1024 ** 3;

const inWords = (meter: string, { limit, hard }: { limit: number | null; hard: boolean }): string =>
	limit === null
		? formatLimit(meter, limit)
		: `${formatLimit(meter, limit)}, ${hard ? m.admin_usage_hard_short() : m.admin_usage_soft_short()}`;

/** Bytes are typed in GB. */
const unitOf = (meter: string): number => (meter === "storage_bytes" ? GB : 1);

/** What is typed into the dialog; `limit` is undefined while it is no number. */
function useLimit({ meter, limit, hard: hardNow }: Quota) {
	const unit = unitOf(meter);
	const [typed, setTyped] = useState(limit === null ? "" : String(Math.round((limit / unit) * 100) / 100));
	const [unlimited, setUnlimited] = useState(limit === null);
	const [hard, setHard] = useState(hardNow);
	const amount = typed === "" ? undefined : Number(typed) * unit;
	return { typed, setTyped, unlimited, setUnlimited, hard, setHard, limit: unlimited ? null : amount };
}

/** A limit for this tenant alone; says what holds now and what will. */
export function SetQuotaDialog({ quota, name, open, onOpenChange }: QuotaDialogProps) {
	const { meter } = quota;
	const { typed, setTyped, unlimited, setUnlimited, hard, setHard, limit } = useLimit(quota);
	const inGb = unitOf(meter) === GB;
	return (
		<ConfirmDialog
			tone="primary"
			title={m.admin_usage_set_title({ meter: name })}
			consequence={m.admin_usage_set_text()}
			confirmLabel={m.admin_usage_set()}
			fields={{ intent: "set-quota", meter, hard: String(hard) }}
			open={open}
			onOpenChange={onOpenChange}
		>
			<TextBox
				name="limit"
				label={inGb ? m.admin_usage_limit_gb() : m.admin_usage_limit()}
				type="number"
				min={0}
				step={inGb ? "any" : 1}
				value={unlimited ? "" : typed}
				disabled={unlimited}
				onChange={(event) => setTyped(event.target.value)}
			/>
			<Unlimited checked={unlimited} onChange={setUnlimited} />
			{!unlimited && <Beyond hard={hard} onChange={setHard} />}
			<BeforeAfter before={inWords(meter, quota)} after={limit === undefined ? "–" : inWords(meter, { limit, hard })} />
		</ConfirmDialog>
	);
}

function Beyond({ hard, onChange }: { hard: boolean; onChange: (hard: boolean) => void }) {
	return (
		<ChoiceBox
			name="beyond"
			label={m.admin_usage_beyond()}
			help={hard ? m.admin_usage_hard_help() : m.admin_usage_soft_help()}
			value={hard ? "hard" : "soft"}
			onChange={(event) => onChange(event.target.value === "hard")}
			options={[
				["hard", m.admin_usage_hard()],
				["soft", m.admin_usage_soft()],
			]}
		/>
	);
}

function Unlimited({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
	const id = useId();
	return (
		<label htmlFor={id} className="flex items-center gap-2.5">
			<Checkbox
				id={id}
				name="unlimited"
				value="true"
				checked={checked}
				onChange={(event) => onChange(event.target.checked)}
			/>
			{m.admin_usage_unlimited()}
		</label>
	);
}

export function ClearQuotaDialog({ quota, name, plan, open, onOpenChange }: QuotaDialogProps) {
	return (
		<ConfirmDialog
			tone="primary"
			title={m.admin_usage_clear_title({ meter: name })}
			consequence={m.admin_usage_clear_text({ plan })}
			confirmLabel={m.admin_usage_clear()}
			fields={{ intent: "clear-quota", meter: quota.meter }}
			open={open}
			onOpenChange={onOpenChange}
		>
			<BeforeAfter before={inWords(quota.meter, quota)} after={m.admin_usage_as_plan({ plan })} />
		</ConfirmDialog>
	);
}

export function ResetQuotaDialog({ quota, name, open, onOpenChange }: QuotaDialogProps) {
	return (
		<ConfirmDialog
			title={m.admin_usage_reset_title({ meter: name })}
			consequence={m.admin_usage_reset_text()}
			confirmLabel={m.admin_usage_reset()}
			fields={{ intent: "reset-quota", meter: quota.meter }}
			open={open}
			onOpenChange={onOpenChange}
		>
			<BeforeAfter before={formatUse(quota.meter, quota.used)} after={formatUse(quota.meter, 0)} />
			<ReasonBox help={m.admin_usage_reset_reason()} />
		</ConfirmDialog>
	);
}
