import { useLocation, useNavigation } from "react-router";

/** The same page is being read again with another filter, order or part of the list. */
export function useRefetching(): boolean {
	const { state, location: next } = useNavigation();
	const { pathname, search } = useLocation();
	return state === "loading" && next.pathname === pathname && next.search !== search;
}
