import type { LucideIcon } from "lucide-react";
import { cn } from "~/ui/cn";
import type { Tone } from "~/ui/tone";
import { toneSoft, toneText } from "~/ui/tone";

/** The picture of a state that is only text: sent, confirmed, expired. */
export function AuthSign({ icon: Icon, tone }: { icon: LucideIcon; tone: Tone }) {
	return (
		<span className={cn("-order-1 grid size-12 place-items-center rounded-xl", toneSoft[tone], toneText[tone])}>
			<Icon aria-hidden className="size-6" />
		</span>
	);
}
