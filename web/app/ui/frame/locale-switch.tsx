import { Languages } from "lucide-react";
import { getLocale } from "~/paraglide/runtime.js";
import { Button } from "../button";
import { PreferenceForm } from "./preference-form";

const names = { en: "English", id: "Bahasa Indonesia" } as const;

/** Offers the other language, written in that language. */
export function LocaleSwitch({ full }: { full?: boolean }) {
	const other = getLocale() === "en" ? "id" : "en";
	return (
		<PreferenceForm reload>
			<Button
				type="submit"
				name="locale"
				value={other}
				variant="quiet"
				size="sm"
				lang={other}
				title={names[other]}
				icon={<Languages aria-hidden />}
			>
				{full ? names[other] : <span aria-hidden>{other.toUpperCase()}</span>}
				{!full && <span className="sr-only">{names[other]}</span>}
			</Button>
		</PreferenceForm>
	);
}
