import * as z from "zod";

export const Locale = z.enum(["en", "id"]);
export type Locale = z.infer<typeof Locale>;

/** A text that people wrote in both languages. */
export const LocalText = z.object({ en: z.string().trim().min(1).max(2000), id: z.string().trim().min(1).max(2000) });
export type LocalText = z.infer<typeof LocalText>;

/** The first language of an Accept-Language header that Sewa speaks. */
export function localeOf(acceptLanguage: string | null | undefined): Locale {
	for (const part of (acceptLanguage ?? "").toLowerCase().split(",")) {
		const language = part.trim().slice(0, 2);
		if (language === "id" || language === "en") return language;
	}
	return "en";
}
