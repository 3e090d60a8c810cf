import { Link, useSearchParams } from "react-router";
import { cn } from "~/ui/cn";
import { RelativeTime } from "~/ui/relative-time";
import { withParams } from "~/url";
import type { Mail } from "./mails.server";

export function MailList({ mails, chosen }: { mails: Mail[]; chosen: string }) {
	const [params] = useSearchParams();
	return (
		<ol className="card max-h-[75dvh] divide-y divide-line overflow-y-auto rounded-lg border border-line bg-surface max-lg:max-h-72">
			{mails.map((mail) => (
				<li key={mail.id}>
					<Link
						to={withParams(params, { id: mail.id })}
						preventScrollReset
						aria-current={mail.id === chosen ? "true" : undefined}
						className={cn(
							"grid grid-cols-[minmax(0,1fr)] gap-0.5 px-4 py-2.5 transition-colors",
							mail.id === chosen ? "bg-accent-soft" : "hover:bg-hover",
						)}
					>
						<span className="font-medium text-pretty">{mail.subject}</span>
						<span className="flex justify-between gap-3 text-note text-ink-muted">
							<span className="min-w-0 truncate">{mail.to}</span>
							<RelativeTime at={mail.createdAt} />
						</span>
					</Link>
				</li>
			))}
		</ol>
	);
}
