import type { FieldMetadata } from "@conform-to/react";
import { useId } from "react";
import { m } from "~/paraglide/messages.js";
import { Checkbox } from "~/ui/checkbox";
import { cn } from "~/ui/cn";
import { FieldError } from "~/ui/field";
import { RadioCard } from "./radio-card";
import { type ScopeRow, scopeMeaning, scopeName } from "./scope-words";

type ScopeFieldProps = {
	access: FieldMetadata<string | undefined>;
	scopes: FieldMetadata<string[] | undefined>;
	rows: ScopeRow[];
};

/** Everything, everything but changes, or box by box; the boxes show by CSS alone, so also without JavaScript. */
export function ScopeField({ access, scopes, rows }: ScopeFieldProps) {
	const ticked = [scopes.initialValue ?? []].flat() as string[];
	const errors = scopes.errors as string[] | undefined;
	return (
		<div className="group/access grid gap-4">
			<fieldset className="grid gap-2.5 lg:grid-cols-3">
				<legend className="sr-only">{m.keys_scopes()}</legend>
				<RadioCard field={access} value="chosen" label={m.keys_access_chosen()} text={m.keys_access_chosen_text()} />
				<RadioCard field={access} value="read" label={m.keys_read_everything()} text={m.keys_access_read_text()} />
				<RadioCard field={access} value="all" label={m.keys_everything()} text={m.keys_access_all_text()} />
			</fieldset>
			<fieldset
				id={scopes.id}
				tabIndex={-1}
				aria-describedby={errors ? `${scopes.id}-error` : undefined}
				className="hidden min-w-0 gap-2 group-has-[[data-choice=chosen]:checked]/access:grid"
			>
				<legend className="sr-only">{m.keys_access_chosen()}</legend>
				<FieldError id={`${scopes.id}-error`} errors={errors} />
				<ul className="divide-y divide-line rounded-lg border border-line">
					{rows.map(({ resource, read, write }) => (
						<li
							key={resource}
							className="grid items-center gap-x-6 gap-y-1 px-4 py-2.5 sm:grid-cols-[minmax(0,1fr)_auto]"
						>
							<span className="grid min-w-0">
								<span className="font-medium">{scopeName(resource)}</span>
								<span className="text-note text-pretty text-ink-muted">{scopeMeaning(resource)}</span>
							</span>
							<span className="grid grid-cols-[7rem_7rem] gap-2">
								{read && <Box name={scopes.name} resource={resource} kind="read" ticked={ticked} />}
								{write && <Box name={scopes.name} resource={resource} kind="write" ticked={ticked} />}
							</span>
						</li>
					))}
				</ul>
				<p className="text-note text-ink-muted">{m.keys_write_alone()}</p>
			</fieldset>
		</div>
	);
}

type BoxProps = { name: string; resource: string; kind: "read" | "write"; ticked: string[] };

function Box({ name, resource, kind, ticked }: BoxProps) {
	const id = useId();
	const value = `${resource}:${kind}`;
	return (
		<label
			htmlFor={id}
			className={cn("flex items-center gap-2.5 py-1 max-md:min-h-10", kind === "write" && "col-start-2")}
		>
			<Checkbox id={id} name={name} value={value} defaultChecked={ticked.includes(value)} />
			<span>
				{kind === "read" ? m.keys_read() : m.keys_write()}
				<span className="sr-only">: {scopeName(resource)}</span>
			</span>
		</label>
	);
}
