import { CloudAlert, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { useRevalidator } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Button } from "./button";
import { CopyButton } from "./copy-button";

export type ErrorStateProps = {
	/** What happened. */
	title?: ReactNode;
	/** What was not changed, in a sentence. */
	children?: ReactNode;
	requestId?: string;
	/** Loads the page's data again when not given. */
	onRetry?: () => void;
	retryable?: boolean;
	/** It is the whole page: the title is its heading. */
	page?: boolean;
};

/** What happened, what was not changed, a retry, and the request id to hand to support. */
export function ErrorState({ title, children, requestId, onRetry, retryable = true, page }: ErrorStateProps) {
	const Title = page ? "h1" : "p";
	const { revalidate, state } = useRevalidator();
	return (
		<div
			role="alert"
			className="grid content-center justify-items-center gap-2 rounded-lg border border-line bg-surface px-6 py-12 text-center"
		>
			<span className="mb-1 grid size-10 place-items-center rounded-lg bg-bad-soft text-bad">
				<CloudAlert aria-hidden className="size-5" />
			</span>
			<Title className="text-[1.07em] font-semibold">{title ?? m.state_error_title()}</Title>
			<div className="max-w-md text-pretty text-ink-muted">{children ?? m.state_error_text()}</div>
			{retryable && (
				<Button
					className="mt-3"
					icon={<RotateCw aria-hidden />}
					pending={state === "loading"}
					onClick={onRetry ?? (() => void revalidate())}
				>
					{m.ui_retry()}
				</Button>
			)}
			{requestId && (
				<p className="mt-3 flex items-center gap-1.5 text-note text-ink-muted">
					{m.state_request_id()} <code className="font-mono">{requestId}</code>
					<CopyButton value={requestId} label={m.ui_copy_request_id()} />
				</p>
			)}
		</div>
	);
}
