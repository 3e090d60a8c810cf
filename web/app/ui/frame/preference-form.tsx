import type { ReactNode } from "react";
import { Form, useLocation } from "react-router";

/** A plain form to /preferences: works without JavaScript and comes back to this page. */
export function PreferenceForm({
	reload,
	children,
	className,
}: {
	reload?: boolean;
	children: ReactNode;
	className?: string;
}) {
	const { pathname, search } = useLocation();
	return (
		<Form method="post" action="/preferences" reloadDocument={reload} preventScrollReset className={className}>
			<input type="hidden" name="next" value={pathname + search} />
			{children}
		</Form>
	);
}
