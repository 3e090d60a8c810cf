import { useFormStatus } from "react-dom";
import type { FetcherWithComponents } from "react-router";
import { useNavigation } from "react-router";
import { Button, type ButtonProps } from "../button";

type SubmitButtonProps = Omit<ButtonProps, "type" | "pending"> & {
	/** Of a page with several forms: pending only while this one is sent. */
	intent?: string;
	fetcher?: FetcherWithComponents<unknown>;
};

/** The button that sends its form: names the act, shows that it is under way, cannot be pressed twice. */
export function SubmitButton({ intent, fetcher, children, ...rest }: SubmitButtonProps) {
	const navigation = useNavigation();
	const { pending } = useFormStatus();
	const sent = fetcher ? fetcher.formData : navigation.formData;
	const busy = sent !== undefined && (!intent || sent.get("intent") === intent);
	return (
		<Button
			variant="primary"
			{...rest}
			type="submit"
			{...(intent && { name: "intent", value: intent })}
			pending={busy || pending}
		>
			{children}
		</Button>
	);
}
