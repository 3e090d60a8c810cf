import type { Wish } from "./wish";

/** The answers of the steps before, posted along. */
export function WishFields({ wish, formKey }: { wish: Wish; formKey: string }) {
	const fields = { name: wish.name, plan: wish.plan ?? "", ...wish.choice, key: formKey };
	return Object.entries(fields).map(([name, value]) => (
		<input key={name} type="hidden" name={name} value={value} readOnly />
	));
}
