import { useEffect } from "react";
import { useSearchParams } from "react-router";
import { toast } from "~/ui/toaster";

/** A toast after a redirect: the action sends to `?done=created&name=Growth`, the page says it and tidies its URL. */
export function useFlash(words: Record<string, (name: string) => string>): void {
	const [params, setParams] = useSearchParams();
	const done = params.get("done");
	const text = done ? words[done]?.(params.get("name") ?? "") : undefined;
	useEffect(() => {
		if (!text) return;
		toast.success(text, { id: text });
		setParams(
			(now) => {
				now.delete("done");
				now.delete("name");
				return now;
			},
			{ replace: true, preventScrollReset: true },
		);
	}, [text, setParams]);
}

/** Where an action sends to, with what the page there shall say. */
export function withFlash(path: string, done: string, name = ""): string {
	return `${path}?${new URLSearchParams({ done, ...(name && { name }) })}`;
}
