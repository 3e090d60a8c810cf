import { m } from "~/paraglide/messages.js";
import { cn } from "./cn";

type Json = unknown;
type Change = { path: string; before: string | null; after: string | null };

/** Before and after of an audit entry, field by field; only what differs unless `all`. */
export function JsonDiff({ before, after, all = false }: { before: Json; after: Json; all?: boolean }) {
	const changes = compare(before, after).filter((change) => all || change.before !== change.after);
	if (changes.length === 0) return <p className="text-ink-muted">{m.ui_diff_none()}</p>;
	return (
		<div className="overflow-x-auto rounded-md border border-line">
			<table className="w-full text-left text-note">
				<thead className="bg-sunken text-ink-muted">
					<tr>
						<th className="px-3 py-2 font-medium">{m.ui_diff_field()}</th>
						<th className="px-3 py-2 font-medium">{m.ui_diff_before()}</th>
						<th className="px-3 py-2 font-medium">{m.ui_diff_after()}</th>
					</tr>
				</thead>
				<tbody className="divide-y divide-line font-mono">
					{changes.map((change) => (
						<tr key={change.path} className="align-top">
							<th scope="row" className="px-3 py-2 font-normal text-ink-muted">
								{change.path}
							</th>
							<Side value={change.before} tone={change.before !== change.after ? "bg-bad-soft" : ""} />
							<Side value={change.after} tone={change.before !== change.after ? "bg-ok-soft" : ""} />
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

function Side({ value, tone }: { value: string | null; tone: string }) {
	return (
		<td className="px-3 py-2">
			{value === null ? (
				<span className="text-ink-faint">–</span>
			) : (
				<span className={cn("rounded-xs px-1 break-all", tone)}>{value}</span>
			)}
		</td>
	);
}

function compare(before: Json, after: Json): Change[] {
	const left = flatten(before);
	const right = flatten(after);
	const paths = [...new Set([...left.keys(), ...right.keys()])];
	return paths.map((path) => ({ path, before: left.get(path) ?? null, after: right.get(path) ?? null }));
}

function flatten(value: Json, path = "", into = new Map<string, string>()): Map<string, string> {
	if (typeof value !== "object" || value === null) {
		if (value !== undefined && (path !== "" || value !== null)) into.set(path || "value", JSON.stringify(value));
		return into;
	}
	for (const [key, inner] of Object.entries(value)) flatten(inner, path ? `${path}.${key}` : key, into);
	return into;
}
