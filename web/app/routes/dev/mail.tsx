import { Inbox } from "lucide-react";
import { Form } from "react-router";
import { api } from "~/context";
import { m } from "~/paraglide/messages.js";
import { WordMark } from "~/ui/brand/word-mark";
import { Button } from "~/ui/button";
import { ClockProvider } from "~/ui/clock";
import { EmptyState } from "~/ui/empty-state";
import { Input } from "~/ui/input";
import { RootError } from "~/ui/root-error";
import { readClock } from "../admin/time-machine/clock.server";
import type { Route } from "./+types/mail";
import { MailList } from "./mail-list";
import { MailPreview } from "./mail-preview";
import { readMails } from "./mails.server";

export const meta: Route.MetaFunction = () => [
	{ title: `${m.outbox_title()} · Sewa` },
	{ name: "robots", content: "noindex" },
];

/** The local outbox; the API has it in development only and answers 404 elsewhere. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const params = new URL(request.url).searchParams;
	const to = params.get("to") ?? "";
	const [mails, clock] = await Promise.all([readMails(context.get(api), to), readClock(context.get(api))]);
	const chosen = mails.find(({ id }) => id === params.get("id")) ?? mails[0] ?? null;
	return {
		mails,
		chosen,
		to,
		tab: params.get("tab") === "text" ? ("text" as const) : ("html" as const),
		now: clock ? Date.parse(clock.now) : Date.now(),
	};
}

export default function Mail({ loaderData: { mails, chosen, to, tab, now } }: Route.ComponentProps) {
	return (
		<ClockProvider now={now}>
			<main className="dense mx-auto grid min-h-dvh w-full max-w-7xl content-start gap-4 px-4 py-5 md:px-6">
				<header className="flex flex-wrap items-end justify-between gap-4">
					<div className="grid gap-1">
						<WordMark className="text-[1.15em]" />
						<h1 className="text-[1.57em]/[1.25] font-semibold tracking-tight">{m.outbox_title()}</h1>
						<p className="text-ink-muted">{m.outbox_lead()}</p>
					</div>
					<Form className="flex w-full gap-2 sm:w-auto">
						<Input
							key={to}
							type="email"
							name="to"
							defaultValue={to}
							aria-label={m.outbox_to()}
							placeholder={m.outbox_to()}
							className="sm:w-72"
						/>
						<Button type="submit">{m.outbox_filter()}</Button>
					</Form>
				</header>
				{chosen === null ? (
					<EmptyState icon={Inbox} title={m.outbox_none()}>
						{m.outbox_none_text()}
					</EmptyState>
				) : (
					<div className="grid items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
						<MailList mails={mails} chosen={chosen.id} />
						<MailPreview mail={chosen} tab={tab} />
					</div>
				)}
			</main>
		</ClockProvider>
	);
}

export function ErrorBoundary() {
	return <RootError />;
}
