import type { Wish } from "./wish";

type WishFieldsProps = {
	wish: Wish;
	formKey: string;
	/** One that counts. */
	coupon?: string | undefined;
};

/** The answers of the steps before, posted along. */
export function WishFields({ wish, formKey, coupon }: WishFieldsProps) {
	const fields = { name: wish.name, plan: wish.plan ?? "", ...wish.choice, key: formKey, ...(coupon && { coupon }) };
	return Object.entries(fields).map(([name, value]) => (
		<input key={name} type="hidden" name={name} value={value} readOnly />
	));
}
