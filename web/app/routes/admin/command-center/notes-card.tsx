import type { Schema } from "@sewa/sdk";
import { useEffect, useId, useRef } from "react";
import { useFetcher } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Card, CardBody, CardHeader } from "~/ui/card";
import { Field } from "~/ui/field";
import { SubmitButton } from "~/ui/form/submit-button";
import { RelativeTime } from "~/ui/relative-time";
import { Textarea } from "~/ui/textarea";
import { useToastOf } from "~/ui/use-toast-of";

type NotesCardProps = { notes: Schema<"SystemPlanChangeDetail">["adjustments"]["notes"]; idempotencyKey: string };

/** What colleagues have written down, newest first, and a box for one more. */
export function NotesCard({ notes, idempotencyKey }: NotesCardProps) {
	const id = useId();
	const fetcher = useFetcher<{ ok?: true; toast?: string }>();
	const form = useRef<HTMLFormElement>(null);
	useToastOf(fetcher.data);
	useEffect(() => {
		if (fetcher.data?.ok) form.current?.reset();
	}, [fetcher.data]);
	return (
		<Card>
			<CardHeader title={m.admin_command_notes()} description={m.admin_command_notes_text()} />
			<CardBody className="grid gap-4">
				{notes.length === 0 && <p className="text-ink-muted">{m.admin_command_notes_none()}</p>}
				{notes.length > 0 && (
					<ul className="grid gap-3">
						{[...notes].reverse().map((note) => (
							<li key={`${note.at} ${note.text}`} className="grid gap-0.5">
								<p className="wrap-anywhere whitespace-pre-line">{note.text}</p>
								<p className="text-note text-ink-muted">
									{note.by} · <RelativeTime at={note.at} />
								</p>
							</li>
						))}
					</ul>
				)}
				<fetcher.Form ref={form} method="post" className="grid gap-2.5">
					<input type="hidden" name="intent" value="note" />
					<input type="hidden" name="key" value={idempotencyKey} />
					<Field id={id} label={m.admin_command_note()}>
						{(control) => <Textarea {...control} name="text" rows={2} required maxLength={1000} />}
					</Field>
					<SubmitButton fetcher={fetcher} variant="secondary" className="justify-self-start">
						{m.admin_command_note_add()}
					</SubmitButton>
				</fetcher.Form>
			</CardBody>
		</Card>
	);
}
