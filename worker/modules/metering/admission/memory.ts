import type { Id } from "#worker/kernel/ids";
import type { KeyRecord } from "#worker/modules/identity/api-keys/verify-key";
import { close, type Desk, newDesk } from "./desk";
import type { CallerKind } from "./meter-api";

/** All that an isolate knows of a tenant: its keys by their text, and its desks. */
type Tenancy = { keys: Map<string, { record: KeyRecord; until: number }>; desks: Map<CallerKind, Desk> };

const MOST_TENANTS = 20_000;
const MOST_KEYS = 50_000;

/** What one isolate remembers of tenants. The oldest goes first; what it held is still reported. */
export function openMemory(now: () => number) {
	const tenants = new Map<Id<"tenant">, Tenancy>();
	/** Of tenants that were forgotten, with leases to report. */
	const orphans = new Set<Desk>();
	let keysKnown = 0;

	function of(tenantId: Id<"tenant">): Tenancy {
		const there = tenants.get(tenantId);
		if (there) return there;
		const tenancy: Tenancy = { keys: new Map(), desks: new Map() };
		tenants.set(tenantId, tenancy);
		if (tenants.size > MOST_TENANTS) forgetOldest();
		return tenancy;
	}

	function deskOf({ desks }: Tenancy, tenantId: Id<"tenant">, kind: CallerKind): Desk {
		const there = desks.get(kind);
		if (there) return there;
		const desk = newDesk(tenantId, kind, now());
		desks.set(kind, desk);
		return desk;
	}

	/** Anybody that is asked about meanwhile is remembered by a tenancy that nobody looks at any more. */
	function forget(tenantId: Id<"tenant">): Desk[] {
		const tenancy = tenants.get(tenantId);
		if (!tenancy) return [];
		tenants.delete(tenantId);
		keysKnown -= tenancy.keys.size;
		const desks = [...tenancy.desks.values()];
		for (const desk of desks) {
			close(desk);
			orphans.add(desk);
		}
		return desks;
	}

	const forgetOldest = () => forget(tenants.keys().next().value as Id<"tenant">);

	return {
		...{ of, deskOf, forget },
		forgetAll: () => {
			for (const tenantId of [...tenants.keys()]) forget(tenantId);
		},
		keyOf(tenantId: Id<"tenant">, text: string): KeyRecord | null {
			const known = tenants.get(tenantId)?.keys.get(text);
			return known && now() < known.until ? known.record : null;
		},
		keepKey(tenantId: Id<"tenant">, tenancy: Tenancy, text: string, known: { record: KeyRecord; until: number }): void {
			if (tenants.get(tenantId) !== tenancy) return;
			if (!tenancy.keys.has(text)) keysKnown += 1;
			tenancy.keys.set(text, known);
			while (keysKnown > MOST_KEYS) forgetOldest();
		},
		/** Takes back what could not be reported, or came too late to be served from. */
		adopt: (desk: Desk) => void orphans.add(desk),
		/** Every desk there is; orphans are handed over. */
		*desks(): Generator<Desk> {
			for (const desk of orphans) {
				orphans.delete(desk);
				yield desk;
			}
			for (const { desks } of tenants.values()) yield* desks.values();
		},
	};
}
export type Memory = ReturnType<typeof openMemory>;
