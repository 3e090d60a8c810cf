import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { Form, useSearchParams, useSubmit } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Input } from "./input";

/** Searches as one types (the Enter key does without JavaScript); the words live in `?q=`. */
export function SearchBox({ placeholder }: { placeholder?: string }) {
	const [params] = useSearchParams();
	const submit = useSubmit();
	const input = useRef<HTMLInputElement>(null);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const q = params.get("q") ?? "";
	// Going back or dropping filters changes the URL from outside; the box follows unless one is typing in it.
	useEffect(() => {
		if (input.current && document.activeElement !== input.current) input.current.value = q;
	}, [q]);
	const kept = [...params].filter(([name]) => name !== "q" && name !== "cursor");
	return (
		<Form
			role="search"
			className="relative min-w-44 flex-1 max-sm:basis-full sm:max-w-72"
			onSubmit={() => clearTimeout(timer.current)}
		>
			<Search
				aria-hidden
				className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
			/>
			<Input
				ref={input}
				type="search"
				name="q"
				defaultValue={q}
				placeholder={placeholder ?? m.ui_search()}
				aria-label={placeholder ?? m.ui_search()}
				className="pl-8.5"
				onChange={(event) => {
					const form = event.currentTarget.form;
					clearTimeout(timer.current);
					timer.current = setTimeout(() => void submit(form, { replace: true, preventScrollReset: true }), 250);
				}}
			/>
			{kept.map(([name, value]) => (
				<input key={`${name}=${value}`} type="hidden" name={name} value={value} />
			))}
		</Form>
	);
}
