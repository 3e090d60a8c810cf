import type { Machine } from "#worker/kernel/state-machine";

export const INTERVALS = ["month", "year"] as const;
export type Interval = (typeof INTERVALS)[number];

export const CATALOG_STATES = ["draft", "public", "hidden", "retired"] as const;
export type CatalogState = (typeof CATALOG_STATES)[number];
export type CatalogEvent = "publish" | "hide" | "retire";

/** Hidden plans can still be bought by who has the link; retired ones only renew. */
export const CATALOG_MACHINE: Machine<CatalogState, CatalogEvent> = {
	draft: { publish: "public", hide: "hidden", retire: "retired" },
	public: { hide: "hidden", retire: "retired" },
	hidden: { publish: "public", retire: "retired" },
	retired: {},
};

export const isOnSale = (state: CatalogState): boolean => state === "public" || state === "hidden";

export const monthsOf = (interval: Interval): number => (interval === "year" ? 12 : 1);
