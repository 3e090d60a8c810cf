/** The ways a page is looked at. */
export type Look = { width: number; height: number; theme: "light" | "dark"; locale: "en" | "id" };

const SIZES = [
	{ width: 390, height: 844 },
	{ width: 1440, height: 900 },
];

export const LOOKS: Look[] = SIZES.flatMap((size) =>
	(["light", "dark"] as const).flatMap((theme) =>
		(["en", "id"] as const).map((locale) => ({ ...size, theme, locale })),
	),
);

export const nameOf = ({ width, theme, locale }: Look): string => `${width}-${theme}-${locale}`;
