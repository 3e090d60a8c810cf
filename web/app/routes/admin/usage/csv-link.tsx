import { Download } from "lucide-react";
import { m } from "~/paraglide/messages.js";
import { ButtonLink } from "~/ui/button";

/** What the page shows, as a file; says of what where a page has several. */
export function CsvLink({ to, of }: { to: string; of: string }) {
	return (
		<ButtonLink
			to={to}
			reloadDocument
			size="sm"
			className="max-md:h-11"
			aria-label={m.admin_usage_csv({ of })}
			icon={<Download aria-hidden />}
		>
			CSV
		</ButtonLink>
	);
}
