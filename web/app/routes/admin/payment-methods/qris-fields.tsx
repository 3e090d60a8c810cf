import type { FieldMetadata } from "@conform-to/react";
import { CircleCheck } from "lucide-react";
import { useRef } from "react";
import { useFetcher } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { TextareaField } from "~/ui/form/textarea-field";
import type { MethodValues } from "./method-values";
import type { loader } from "./qris-look";
import type { QrisLook } from "./qris-look.server";

type QrisFieldsProps = { field: FieldMetadata<MethodValues["details"]>; label: string; shown: QrisLook | null };

/** The QRIS text, and beside it what the payer will see. */
export function QrisFields({ field, label, shown }: QrisFieldsProps) {
	const details = field.getFieldset();
	const looker = useFetcher<typeof loader>();
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const look = looker.data ? looker.data.look : shown;
	function lookAt(payload: string) {
		clearTimeout(timer.current);
		const query = new URLSearchParams({ payload });
		timer.current = setTimeout(() => void looker.load(`/admin/payment-methods/qris-look?${query}`), 300);
	}
	return (
		<Card>
			<CardHeader title={m.admin_methods_qris()} description={m.admin_methods_qris_text()} />
			<CardBody className="grid items-start gap-5 sm:grid-cols-[minmax(0,1fr)_12rem]">
				<TextareaField
					field={details.payload}
					label={label}
					help={m.admin_methods_payload_help()}
					rows={6}
					required
					maxLength={512}
					spellCheck={false}
					onChange={(event) => lookAt(event.currentTarget.value)}
				/>
				<QrisPreview look={look} />
			</CardBody>
		</Card>
	);
}

function QrisPreview({ look }: { look: QrisLook | null }) {
	if (!look)
		return (
			<div className="grid aspect-square place-items-center rounded-lg border border-dashed border-line-strong/60 p-4 text-center text-note text-ink-muted">
				{m.admin_methods_qris_preview()}
			</div>
		);
	return (
		<figure className="grid gap-2">
			<svg
				viewBox={`0 0 ${look.size} ${look.size}`}
				role="img"
				aria-label={m.admin_methods_qris_of({ merchant: look.merchant })}
				shapeRendering="crispEdges"
				className="w-full rounded-lg border border-line bg-white"
			>
				<path d={look.path} className="fill-black" />
			</svg>
			<figcaption className="grid gap-0.5 text-note" aria-live="polite">
				<span className="flex items-center gap-1.5 font-medium">
					<CircleCheck aria-hidden className="size-4 shrink-0 text-ok" />
					{look.merchant}
				</span>
				<span className="text-ink-muted">{look.city}</span>
			</figcaption>
		</figure>
	);
}
