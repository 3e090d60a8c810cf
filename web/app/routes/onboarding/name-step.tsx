import { ArrowRight } from "lucide-react";
import { Form } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Field } from "~/ui/field";
import { SubmitButton } from "~/ui/form/submit-button";
import { Input } from "~/ui/input";
import { StepHead } from "./step-head";
import type { Wish } from "./wish";

export function NameStep({ wish, invalid }: { wish: Wish; invalid: boolean }) {
	const kept = { step: "plan", ...(wish.plan && { plan: wish.plan }), ...wish.choice };
	return (
		<>
			<StepHead title={m.welcome_name_title()}>{m.welcome_name_text()}</StepHead>
			<Form action="/welcome" className="grid max-w-lg gap-5">
				{Object.entries(kept).map(([name, value]) => (
					<input key={name} type="hidden" name={name} value={value} />
				))}
				<Field
					id="name"
					label={m.welcome_name()}
					help={m.welcome_name_help()}
					errors={invalid ? [m.welcome_name_invalid()] : undefined}
				>
					{(control) => (
						<Input
							{...control}
							key={wish.name}
							name="name"
							defaultValue={wish.name}
							autoComplete="organization"
							placeholder="Toko Bunga Melati"
							required
							minLength={2}
							maxLength={80}
							autoFocus
						/>
					)}
				</Field>
				<SubmitButton size="lg" className="w-full sm:w-fit">
					{m.welcome_to_plans()}
					<ArrowRight aria-hidden />
				</SubmitButton>
			</Form>
		</>
	);
}
