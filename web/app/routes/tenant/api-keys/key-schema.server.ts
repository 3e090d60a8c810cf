import type { paths } from "@sewa/sdk";
import * as z from "zod";
import { readRange } from "#worker/modules/identity/api-keys/addresses";
import { KEY_ENVIRONMENTS, SCOPES } from "#worker/modules/identity/api-keys/rules";
import { startOfDay } from "~/calendar.server";
import { m } from "~/paraglide/messages.js";
import type { Problem } from "~/problem";
import type { ScopeRow } from "./scope-words";

const EVERYTHING = { read: "*:read", all: "*:*" } as const;
const DAY = 86_400_000;

type Wish = NonNullable<paths["/api/v1/api-keys"]["post"]["requestBody"]>["content"]["application/json"];
/** A scope as the API takes it. */
type Scope = Wish["scopes"][number];

/** The resources that a key can have a scope for, and which kinds of access there are. */
export function scopeRows(): ScopeRow[] {
	const all = [...new Set(SCOPES.map((scope) => scope.split(":")[0] ?? ""))].filter((name) => name !== "*");
	const resources = all.sort((a, b) => placeOf(a) - placeOf(b));
	return resources.map((resource) => ({
		resource,
		read: SCOPES.includes(`${resource}:read`),
		write: SCOPES.includes(`${resource}:write`),
	}));
}

/** What belongs together stands together; what this build does not know comes last. */
const ORDER =
	"tenant subscription plan_change entitlement usage invoice payment payment_method wallet file audit_log api_log";
const KNOWN = ORDER.split(" ");
const placeOf = (resource: string): number => (KNOWN.includes(resource) ? KNOWN.indexOf(resource) : KNOWN.length);

/** The boxes that are ticked for scopes, and which of the three choices they are. */
export function boxesOf(scopes: readonly string[]): { access: "read" | "all" | "chosen"; scopes: string[] } {
	if (scopes.includes(EVERYTHING.all)) return { access: "all", scopes: [] };
	if (scopes.length === 1 && scopes[0] === EVERYTHING.read) return { access: "read", scopes: [] };
	const ticked = (resource: string, kind: "read" | "write") =>
		[`${resource}:${kind}`, `${resource}:*`, `*:${kind}`].some((scope) => scopes.includes(scope));
	const boxes = scopeRows().flatMap(({ resource, ...has }) =>
		(["read", "write"] as const).flatMap((kind) => (has[kind] && ticked(resource, kind) ? `${resource}:${kind}` : [])),
	);
	return { access: "chosen", scopes: boxes };
}

/** Both boxes of a resource are one scope. */
function scopesOf(access: "read" | "all" | "chosen", boxes: readonly string[]): Scope[] {
	if (access !== "chosen") return [EVERYTHING[access]];
	return scopeRows().flatMap(({ resource }) => {
		const mine = boxes.filter((box) => box.startsWith(`${resource}:`));
		return (mine.length > 1 ? [`${resource}:*`] : mine) as Scope[];
	});
}

type Clock = { now: number; timeZone: string };

/** The form of a key; what it gives is what the API takes. `expiresAt` is missing where it stays as it is. */
export function keyForm({ now, timeZone }: Clock) {
	return z
		.object({
			name: z.string().trim().min(1).max(80),
			environment: z.enum(KEY_ENVIRONMENTS).default("live"),
			access: z.enum(["read", "all", "chosen"]),
			scopes: z.array(z.enum(SCOPES as [string, ...string[]])).default([]),
			expires: z.enum(["keep", "never", "30", "90", "365", "date"]),
			expiresOn: z.string().optional(),
			ips: z.string().optional().transform(readAddresses),
		})
		.transform(({ name, environment, access, scopes, expires, expiresOn, ips }, check) => {
			const granted = scopesOf(access, scopes);
			const expiresAt = readExpiry(expires, startOfDay(expiresOn ?? null, timeZone, 1), now);
			for (const [field, message] of complaints({ granted, expiresAt, now }))
				check.addIssue({ code: "custom", path: [field], message });
			const settings = { name, scopes: granted, ips: ips.length > 0 ? ips : null };
			const ends = expiresAt === undefined || expiresAt === "missing" ? {} : { expiresAt };
			return { environment, ...settings, ...ends };
		});
}

type Read = { granted: readonly Scope[]; expiresAt: string | null | undefined; now: number };

/** What only several fields together tell. */
function complaints({ granted, expiresAt, now }: Read): [field: string, message: string][] {
	const past = typeof expiresAt === "string" && Date.parse(expiresAt) <= now;
	return [
		...(granted.length === 0 ? ([["scopes", m.keys_scopes_missing()]] as [string, string][]) : []),
		...(expiresAt === "missing" ? ([["expiresOn", m.keys_expires_missing()]] as [string, string][]) : []),
		...(past ? ([["expiresOn", m.issues_future()]] as [string, string][]) : []),
	];
}

const readLines = (text: string | undefined): string[] =>
	(text ?? "")
		.split(/[\n,;]+/)
		.map((line) => line.trim())
		.filter(Boolean);

function readAddresses(text: string | undefined, check: z.RefinementCtx): string[] {
	const lines = readLines(text);
	const wrong = lines.find((line) => readRange(line) === null);
	if (wrong !== undefined) check.addIssue({ code: "custom", message: m.keys_ips_wrong({ line: wrong }) });
	return lines;
}

function readExpiry(choice: string, day: string | null, now: number): string | null | undefined {
	if (choice === "keep") return undefined;
	if (choice === "never") return null;
	if (choice === "date") return day ?? "missing";
	return new Date(now + Number(choice) * DAY).toISOString();
}

const FIELDS: Record<string, string> = { expiresAt: "expires" };

/** The form has one field for all scopes and one for all addresses, and another one for when it ends. */
export function inFields(problem: Problem): Problem {
	const issues = problem.issues?.map((issue) => {
		const name = issue.pointer.split("/")[1] ?? "";
		return { ...issue, pointer: `/${FIELDS[name] ?? name}` };
	});
	return { ...problem, ...(issues && { issues }) };
}

/** The day after this one where the person is: the first on which a key may end. */
export const dayAfter = (now: number, timeZone: string): string =>
	new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(now + DAY);
