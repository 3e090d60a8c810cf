import type { SubmissionResult } from "@conform-to/react";
import type { ReactNode } from "react";
import { useEffect, useId, useRef, useState } from "react";
import { useFetcher } from "react-router";
import { issueWords } from "~/issue-words";
import { m } from "~/paraglide/messages.js";
import { isProblem } from "~/problem";
import { problemMessage } from "~/problem-message";
import { Button } from "./button";
import { Dialog, DialogClose } from "./dialog";
import { ErrorSummary } from "./error-summary";
import { Field } from "./field";
import { Input } from "./input";
import { useToastOf } from "./use-toast-of";

export type ConfirmDialogProps = {
	title: string;
	/** What will happen, in full sentences: "The tenant loses access at once. Nothing is deleted." */
	consequence: ReactNode;
	/** Names the act: "Suspend tenant". */
	confirmLabel: string;
	tone?: "danger" | "primary";
	/** Hidden fields of the form that is posted. */
	fields: Record<string, string>;
	/** Where it is posted; the page's own action when not given. */
	action?: string;
	/** A word the person has to type first. */
	typeToConfirm?: string;
	trigger?: ReactNode;
	open?: boolean;
	onOpenChange?: (open: boolean) => void;
	/** Extra inputs, such as a reason. */
	children?: ReactNode;
};

/** Asks before something that is hard to undo, saying what will happen; posts a form and closes when it went well. */
export function ConfirmDialog(props: ConfirmDialogProps) {
	const { title, consequence, confirmLabel, tone = "danger", fields, action, typeToConfirm, trigger, children } = props;
	const [ownOpen, setOwnOpen] = useState(false);
	const [typed, setTyped] = useState("");
	const formId = useId();
	const open = props.open ?? ownOpen;
	const setOpen = props.onOpenChange ?? setOwnOpen;
	const fetcher = useFetcher<unknown>();
	const errors = errorsIn(fetcher.data);
	useToastOf(fetcher.data);
	useCloseOnSuccess(fetcher.state, errors.length === 0, () => setOpen(false));
	const blocked = typeToConfirm !== undefined && typed.trim() !== typeToConfirm;
	return (
		<Dialog
			title={title}
			description={consequence}
			trigger={trigger}
			open={open}
			onOpenChange={setOpen}
			footer={
				<>
					<DialogClose asChild>
						<Button>{m.ui_cancel()}</Button>
					</DialogClose>
					<Button type="submit" form={formId} variant={tone} pending={fetcher.state !== "idle"} disabled={blocked}>
						{confirmLabel}
					</Button>
				</>
			}
		>
			<fetcher.Form id={formId} method="post" action={action} className="grid gap-4 empty:hidden">
				<ErrorSummary errors={errors} occasion={fetcher.data} />
				{Object.entries(fields).map(([name, value]) => (
					<input key={name} type="hidden" name={name} value={value} />
				))}
				{children}
				{typeToConfirm !== undefined && (
					<Field id={`${formId}-typed`} label={m.ui_type_to_confirm({ word: typeToConfirm })}>
						{(control) => (
							<Input {...control} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
						)}
					</Field>
				)}
			</fetcher.Form>
		</Dialog>
	);
}

/** What the action refused: a problem of the API, or answers that were not valid. */
function errorsIn(answer: unknown): string[] {
	if (typeof answer !== "object" || answer === null) return [];
	if ("problem" in answer && isProblem(answer.problem)) {
		const { issues = [] } = answer.problem;
		return [problemMessage(answer.problem), ...issues.map(({ detail }) => issueWords(detail))];
	}
	if (!("lastResult" in answer)) return [];
	const { error } = answer.lastResult as SubmissionResult;
	return Object.values(error ?? {}).flatMap((messages) => messages ?? []);
}

function useCloseOnSuccess(state: string, wentWell: boolean, close: () => void) {
	const busy = useRef(false);
	useEffect(() => {
		if (state !== "idle") busy.current = true;
		else if (busy.current) {
			busy.current = false;
			if (wentWell) close();
		}
	});
}
