import { useEffect } from "react";
import { toast } from "sonner";

/** Shows what an action reported as `{ toast }`: `useToastOf(actionData)` or `useToastOf(fetcher.data)`. */
export function useToastOf(answer: { toast?: string } | null | undefined | unknown): void {
	useEffect(() => {
		if (typeof answer === "object" && answer !== null && "toast" in answer && typeof answer.toast === "string")
			toast.success(answer.toast);
	}, [answer]);
}
