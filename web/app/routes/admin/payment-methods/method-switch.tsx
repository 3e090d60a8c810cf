import type { Schema } from "@sewa/sdk";
import type { FetcherWithComponents } from "react-router";
import { m } from "~/paraglide/messages.js";
import { cn } from "~/ui/cn";

type MethodSwitchProps = { method: Schema<"PaymentMethod">; fetcher: FetcherWithComponents<unknown> };

/** On or off by a form button; shows the wish while it is on its way. */
export function MethodSwitch({ method, fetcher }: MethodSwitchProps) {
	const wished = fetcher.formData?.get("switch") === method.id ? fetcher.formData.get("enabled") === "true" : null;
	const on = wished ?? method.enabled;
	return (
		<fetcher.Form method="post" className="relative z-10 inline-flex">
			<input type="hidden" name="enabled" value={String(!method.enabled)} />
			<button
				type="submit"
				name="switch"
				value={method.id}
				role="switch"
				aria-checked={on}
				aria-label={m.admin_methods_switch({ name: method.name })}
				className="group inline-flex items-center gap-2 rounded-full py-1 max-md:py-2.5"
			>
				<span
					className={cn(
						"relative h-5 w-9 rounded-full border transition-colors",
						on ? "border-accent bg-accent" : "border-line-strong bg-sunken",
					)}
				>
					<span
						className={cn(
							"absolute top-1/2 size-3.5 -translate-y-1/2 rounded-full transition-all",
							on ? "left-[calc(100%-1.05rem)] bg-on-accent" : "left-0.5 bg-line-strong",
						)}
					/>
				</span>
				<span aria-hidden className="text-note text-ink-muted">
					{on ? m.admin_methods_on() : m.admin_methods_off()}
				</span>
			</button>
		</fetcher.Form>
	);
}
