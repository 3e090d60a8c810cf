import type { ComponentProps } from "react";
import { m } from "~/paraglide/messages.js";
import { PasswordField } from "./password-field";

/** A password to be chosen: its rules, and how strong it is while typing. */
export function NewPasswordField(props: Pick<ComponentProps<typeof PasswordField>, "field" | "label" | "className">) {
	return (
		<PasswordField
			{...props}
			help={m.auth_password_help()}
			autoComplete="new-password"
			required
			minLength={8}
			maxLength={128}
			strength
		/>
	);
}
