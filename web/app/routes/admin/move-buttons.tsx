import { ArrowDown, ArrowUp } from "lucide-react";
import type { FetcherWithComponents } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Button } from "~/ui/button";

type MoveButtonsProps = {
	id: string;
	name: string;
	first: boolean;
	last: boolean;
	fetcher: FetcherWithComponents<unknown>;
};

/** Up and down, by plain form buttons. */
export function MoveButtons({ id, name, first, last, fetcher }: MoveButtonsProps) {
	return (
		<fetcher.Form method="post" className="relative z-10 inline-flex">
			<Button
				type="submit"
				name="up"
				value={id}
				variant="quiet"
				size="icon-sm"
				disabled={first}
				aria-label={m.admin_move_up({ name })}
				icon={<ArrowUp aria-hidden />}
			/>
			<Button
				type="submit"
				name="down"
				value={id}
				variant="quiet"
				size="icon-sm"
				disabled={last}
				aria-label={m.admin_move_down({ name })}
				icon={<ArrowDown aria-hidden />}
			/>
		</fetcher.Form>
	);
}
