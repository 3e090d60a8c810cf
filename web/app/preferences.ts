import { readCookie } from "./cookies";

export type Theme = "light" | "dark" | "system";

const themes: readonly string[] = ["light", "dark", "system"];

export function isTheme(value: unknown): value is Theme {
	return typeof value === "string" && themes.includes(value);
}

export function readTheme(cookie: string | null): Theme {
	const theme = readCookie(cookie, "sewa_theme");
	return isTheme(theme) ? theme : "system";
}
