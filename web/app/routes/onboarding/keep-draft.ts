import type { FocusEvent } from "react";

/** Whatever was typed survives leaving the page. Not by a fetcher: it must not get in the way of the navigation. */
export function keepDraft(event: FocusEvent<HTMLFormElement>) {
	const body = new FormData(event.currentTarget);
	void fetch("/welcome/draft", { method: "POST", body, keepalive: true }).catch(() => undefined);
}
