import type { Schema } from "@sewa/sdk";
import { exponentOf, shortSeptember } from "~/format";
import { m } from "~/paraglide/messages.js";

export type Formats = Schema<"Tenant">["formats"];

type Options<Name extends keyof Formats> = [Formats[Name], string][];

/** What can be chosen, as the API knows it. */
export function formatOptions() {
	return {
		currency: [
			["IDR", m.settings_rupiah()],
			["USD", m.settings_dollar()],
		] satisfies Options<"currency">,
		number: [
			["1.234,56", "1.234,56"],
			["1,234.56", "1,234.56"],
		] satisfies Options<"number">,
		date: [
			["20 Nov 2026", "20 Nov 2026"],
			["2026-11-20", "2026-11-20"],
			["20/11/2026", "20/11/2026"],
		] satisfies Options<"date">,
	};
}

/** What stands in the form now; a field that is empty keeps what it was. */
export function toFormats(chosen: { [Name in keyof Formats]: string | undefined }, before: Formats): Formats {
	const given = Object.entries(chosen).filter(([, value]) => value);
	return { ...before, ...Object.fromEntries(given) };
}

const separators: Record<Formats["number"], string> = { "1.234,56": "id-ID", "1,234.56": "en-US" };

export function sampleNumber(formats: Formats, value: number): string {
	return new Intl.NumberFormat(separators[formats.number], { maximumFractionDigits: 2 }).format(value);
}

/** An amount in whole units of the chosen currency. */
export function sampleMoney(formats: Formats, value: number): string {
	const digits = exponentOf(formats.currency);
	const number = new Intl.NumberFormat(separators[formats.number], {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	}).format(value);
	return `${formats.currency === "IDR" && formats.number === "1.234,56" ? "Rp" : formats.currency}\u00a0${number}`;
}

export function sampleDate(formats: Formats, at: number): string {
	const parts = new Intl.DateTimeFormat("en-GB", {
		day: "2-digit",
		month: formats.date === "20 Nov 2026" ? "short" : "2-digit",
		year: "numeric",
		timeZone: formats.timeZone,
	}).formatToParts(at);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
	const [day, month, year] = [part("day"), part("month"), part("year")];
	if (formats.date === "2026-11-20") return `${year}-${month}-${day}`;
	return formats.date === "20/11/2026" ? `${day}/${month}/${year}` : shortSeptember(`${Number(day)} ${month} ${year}`);
}

export function sampleTime(formats: Formats, at: number): string {
	return new Intl.DateTimeFormat("en-GB", {
		hour: "2-digit",
		minute: "2-digit",
		timeZone: formats.timeZone,
	}).format(at);
}
