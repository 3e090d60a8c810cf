import { useId, useState, useSyncExternalStore } from "react";

export type Row<T> = { key: string; value: Partial<T> };

const noSubscription = () => () => undefined;

/** Rows of a form that can be added and taken away; without JavaScript an empty one stands ready instead of a button. */
export function useRows<T extends object>(initial: readonly Partial<T>[]) {
	const prefix = useId();
	const [rows, setRows] = useState<Row<T>[]>(() =>
		initial.map((value, index) => ({ key: `${prefix}${index}`, value: value ?? {} })),
	);
	const [made, setMade] = useState(0);
	const inBrowser = useSyncExternalStore(
		noSubscription,
		() => true,
		() => false,
	);
	const spare: Row<T> = { key: "spare", value: {} };
	return {
		inBrowser,
		rows: inBrowser ? rows : [...rows, spare],
		add(value: Partial<T> = {}) {
			setRows([...rows, { key: `${prefix}new${made}`, value }]);
			setMade(made + 1);
		},
		remove: (key: string) => setRows(rows.filter((row) => row.key !== key)),
	};
}
