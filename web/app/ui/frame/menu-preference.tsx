import { Languages, SunMoon } from "lucide-react";
import type { ReactNode } from "react";
import { useLocation } from "react-router";
import { MenuSubmit } from "../dropdown-menu";

/** The language and theme switches as items of a menu. */
export function MenuPreference({
	name,
	value,
	children,
}: {
	name: "locale" | "theme";
	value: string;
	children: ReactNode;
}) {
	const { pathname, search } = useLocation();
	const Icon = name === "locale" ? Languages : SunMoon;
	return (
		<MenuSubmit fields={{ [name]: value, next: pathname + search }} action="/preferences" icon={<Icon aria-hidden />}>
			{children}
		</MenuSubmit>
	);
}
