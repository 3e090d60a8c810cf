import { useMatches } from "react-router";
import type { Crumb } from "../breadcrumbs";
import type { SkeletonKind } from "./page-skeleton";

/**
 * A route names itself by `export const handle = { crumb: () => m.nav_invoices() } satisfies CrumbHandle`;
 * a detail page reads its loader's data: `crumb: (data) => data.number`.
 */
export type CrumbHandle = {
	/** The shape shown while the page loads; a list when not said. */
	skeleton?: SkeletonKind;
	// biome-ignore lint/suspicious/noExplicitAny: each route knows its own loader data
	crumb: (loaderData: any) => string | null;
	/** Other places than the route's own path: the list of a detail page that is not its parent route, or a thing it is of. */
	// biome-ignore lint/suspicious/noExplicitAny: as above
	parents?: (loaderData: any) => Crumb[];
};

function isCrumbHandle(handle: unknown): handle is CrumbHandle {
	return typeof handle === "object" && handle !== null && "crumb" in handle;
}

/** The way here, from the routes' handles; the last one is the page itself. */
export function useCrumbs(): Crumb[] {
	const crumbs = useMatches().flatMap(({ handle, loaderData, pathname }): Crumb[] => {
		if (!isCrumbHandle(handle)) return [];
		const label = handle.crumb(loaderData);
		return [...(handle.parents?.(loaderData) ?? []), ...(label ? [{ label, to: pathname }] : [])];
	});
	return crumbs.map((crumb, index) => (index === crumbs.length - 1 ? { label: crumb.label } : crumb));
}
