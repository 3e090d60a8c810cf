import { useRouteLoaderData } from "react-router";
import type { Theme } from "~/preferences";

/** The theme of the cookie, as the root loader read it. */
export function useTheme(): Theme {
	return useRouteLoaderData<{ theme: Theme }>("root")?.theme ?? "system";
}
