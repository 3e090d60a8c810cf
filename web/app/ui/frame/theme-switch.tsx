import { Monitor, Moon, Sun } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import type { Theme } from "~/preferences";
import { Button } from "../button";
import { PreferenceForm } from "./preference-form";

const order = {
	system: { next: "light", icon: Monitor },
	light: { next: "dark", icon: Sun },
	dark: { next: "system", icon: Moon },
} as const;

/** One button through system, light and dark; shows the present one. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
	const { next, icon: Icon } = order[theme];
	const names = { system: m.theme_system(), light: m.theme_light(), dark: m.theme_dark() };
	const label = m.theme_switch({ now: names[theme], next: names[next] });
	return (
		<PreferenceForm>
			<Button
				type="submit"
				name="theme"
				value={next}
				variant="quiet"
				size="icon-sm"
				aria-label={label}
				title={label}
				icon={<Icon aria-hidden />}
			/>
		</PreferenceForm>
	);
}
