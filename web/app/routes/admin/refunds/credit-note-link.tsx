import { FileDown } from "lucide-react";
import { getLocale } from "~/paraglide/runtime.js";

/** The number of a credit note, which is its PDF. */
export function CreditNoteLink({ note }: { note: { id: string; number: string } }) {
	return (
		<a
			href={`/api/v1/admin/credit-notes/${note.id}/pdf?locale=${getLocale()}&download=true`}
			className="relative z-10 inline-flex items-center gap-1.5 whitespace-nowrap underline decoration-line-strong/60 underline-offset-3 hover:text-accent-ink"
			download
		>
			<FileDown aria-hidden className="size-4" />
			{note.number}
		</a>
	);
}
