import { type FormMetadata, getFormProps } from "@conform-to/react";
import type { ComponentProps, ReactNode } from "react";
import type { FetcherWithComponents } from "react-router";
import { Form } from "react-router";
import { cn } from "../cn";
import { ErrorSummary } from "../error-summary";

type ActionFormProps = Omit<ComponentProps<typeof Form>, "children" | "id" | "onSubmit"> & {
	// biome-ignore lint/suspicious/noExplicitAny: a form of any values
	form: FormMetadata<any>;
	/** Labels of the fields, for the summary: `{ email: m.email() }`. Without them errors show in place only. */
	labels?: Record<string, string>;
	/** Submits without leaving the page. */
	fetcher?: FetcherWithComponents<unknown>;
	children: ReactNode;
};

/** A form that posts to its own route, with its errors summed up on top. Works without JavaScript. */
export function ActionForm({ form, labels = {}, fetcher, className, children, ...rest }: ActionFormProps) {
	const Element = fetcher?.Form ?? Form;
	const fields = Object.entries(labels).flatMap(([name, label]) => {
		const errors = form.allErrors[name] as string[] | undefined;
		return errors?.length ? [{ id: `${form.id}-${name}`, label, errors }] : [];
	});
	return (
		<Element method="post" {...rest} {...getFormProps(form)} className={cn("grid gap-4.5", className)}>
			<ErrorSummary errors={form.errors as string[] | undefined} fields={fields} occasion={form.value} />
			{children}
		</Element>
	);
}
