import { Form } from "react-router";
import type { ButtonProps } from "~/ui/button";
import { SubmitButton } from "~/ui/form/submit-button";
import { useMay } from "./use-may";

type ResumeFormProps = { label: string } & Pick<ButtonProps, "size">;

/** Takes a cancellation back, or ends a pause: one button, for those who may. */
export function ResumeForm({ label, ...look }: ResumeFormProps) {
	if (!useMay()("subscription.cancel")) return null;
	return (
		<Form method="post" action="/app/billing/resume">
			<SubmitButton {...look}>{label}</SubmitButton>
		</Form>
	);
}
