import { type FieldMetadata, getInputProps } from "@conform-to/react";
import { Eye, EyeOff } from "lucide-react";
import type { ComponentProps } from "react";
import { useState } from "react";
import { m } from "~/paraglide/messages.js";
import { Button } from "../button";
import { Field, type FieldProps } from "../field";
import { Input } from "../input";
import { PasswordStrength } from "./password-strength";

type PasswordFieldProps = Omit<ComponentProps<"input">, "form" | "type" | "className"> &
	Pick<FieldProps, "label" | "help" | "aside" | "className"> & {
		field: FieldMetadata<string | undefined>;
		/** Shows how strong it is while typing; for a new password. */
		strength?: boolean;
	};

/** A password that can be looked at. The browser never gets it back from the server. */
export function PasswordField({ field, label, help, aside, className, strength, ...input }: PasswordFieldProps) {
	const [shown, setShown] = useState(false);
	const [typed, setTyped] = useState("");
	const { key, ...props } = getInputProps(field as FieldMetadata<string>, {
		type: "password",
		ariaAttributes: false,
		value: false,
	});
	return (
		<Field
			id={field.id}
			label={label}
			help={help}
			aside={aside}
			errors={field.errors as string[] | undefined}
			className={className}
		>
			{(control) => (
				<>
					<span className="relative block">
						<Input
							key={key}
							{...props}
							{...input}
							{...control}
							type={shown ? "text" : "password"}
							autoCapitalize="none"
							spellCheck={false}
							className="pr-11"
							onChange={(event) => setTyped(event.target.value)}
						/>
						<Button
							variant="quiet"
							size="icon-sm"
							className="absolute top-1/2 right-0.5 -translate-y-1/2"
							aria-label={shown ? m.ui_password_hide() : m.ui_password_show()}
							aria-pressed={shown}
							icon={shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
							onClick={() => setShown(!shown)}
						/>
					</span>
					{strength && <PasswordStrength password={typed} />}
				</>
			)}
		</Field>
	);
}
