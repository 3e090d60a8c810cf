import { useEffect, useState } from "react";
import { Outlet, unstable_useRouterState, useLocation, useNavigation } from "react-router";
import { m } from "~/paraglide/messages.js";
import { PageSkeleton, type SkeletonKind } from "./page-skeleton";

/** Loading that is over before this passes unnoticed. */
const patience = 150;

/**
 * The page, or the shape of the next one while that takes a moment. The old page stays mounted behind it, so that
 * a navigation given up half-way brings back what was typed.
 */
export function PendingOutlet() {
	const pending = usePendingPage();
	return (
		<div className="contents" aria-busy={pending !== null}>
			<span aria-live="polite" className="sr-only">
				{pending && m.ui_loading()}
			</span>
			{pending && <Pending key={pending} />}
			<div className={pending ? "hidden" : "contents"}>
				<Outlet />
			</div>
		</div>
	);
}

/** Mounted only after the wait: by then the next route's code is mostly here, and with it its handle. */
function Pending() {
	const next = unstable_useRouterState().pending;
	useEffect(() => {
		window.scrollTo(0, 0);
	}, []);
	return <PageSkeleton kind={next?.matches.map(({ handle }) => kindOf(handle)).findLast(Boolean) ?? "list"} />;
}

/** The path that has been loading for a while; filters, sorting and pages of the same path do not count. */
function usePendingPage(): string | null {
	const { state, location: next } = useNavigation();
	const { pathname } = useLocation();
	const target = state === "loading" && isAnotherPage(pathname, next.pathname) ? next.pathname : null;
	const [waited, setWaited] = useState<string | null>(null);
	useEffect(() => {
		if (!target) return;
		const timer = setTimeout(() => setWaited(target), patience);
		return () => {
			clearTimeout(timer);
			setWaited(null);
		};
	}, [target]);
	return waited === target ? target : null;
}

/** Another page inside the same frame: /app or /admin. */
function isAnotherPage(from: string, to: string): boolean {
	return from !== to && from.split("/")[1] === to.split("/")[1];
}

function kindOf(handle: unknown): SkeletonKind | null {
	if (typeof handle !== "object" || handle === null || !("skeleton" in handle)) return null;
	return handle.skeleton as SkeletonKind;
}
