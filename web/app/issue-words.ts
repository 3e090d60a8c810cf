import { m } from "~/paraglide/messages.js";

// The schemas and use cases say what is wrong in English; the page says it in the reader's language.
// A `{name}` stands for what a complaint says of the case; tests/node/issue-words.test.ts finds each of them in the API.
const words: Record<string, (values: never) => string> = {
	"an Indonesian postal code has five digits": m.issues_postal_code,
	"letters, digits, spaces and dashes": m.issues_postal_characters,
	"an NPWP has 15 or 16 digits": m.issues_npwp_digits,
	"an NPWP is not all zeros": m.issues_npwp_zeros,
	"a seller who charges PPN has an NPWP": m.issues_npwp_needed,
	"the bank's or app's reference, at least 3 characters": m.issues_reference,
	"at least 8 characters": m.issues_password_short,
	"at most 128 characters": m.issues_password_long,
	"Use at least 8 characters.": m.issues_password_short,
	"Use at most 128 characters.": m.issues_password_long,
	"This password is among the first ones attackers try.": m.issues_password_common,
	"This password is your name or e-mail address.": m.issues_password_personal,
	"Use one that is not among your last 5.": m.issues_password_used,
	"This person is a member already.": m.issues_member_already,
	"This address has an open invitation.": m.issues_invited_already,
	"There is no such payment method.": m.issues_no_method,
	"an address or a range like 203.0.113.0/24 or 2001:db8::/32": m.issues_ip_range,
	"must be in the future": m.issues_future,
	"A key that was rolled can only end earlier.": m.issues_rolled,
	"There is no such file.": m.issues_no_file,
	"The file is empty.": m.issues_file_empty,
	"There is no such coupon.": m.coupon_unknown,
	"This coupon is not in use any more.": m.coupon_disabled,
	"This coupon is not valid yet.": m.coupon_not_started,
	"This coupon is not valid any more.": m.coupon_ended,
	"This coupon is used up.": m.coupon_used_up,
	"This organisation has used this coupon already.": m.coupon_used_by_tenant,
	"This coupon is not for this plan.": m.coupon_wrong_plan,
	"This coupon is not for this currency.": m.coupon_wrong_currency,
	"This coupon is for a first purchase.": m.coupon_not_first_purchase,
	"This coupon takes something off a purchase; it does not make a trial longer.": m.coupon_not_for_trial,
	"{plan} has {limit} users and {used} are in use (limit: users).": m.issues_seats_in_use,
	"{plan} costs nothing: it is what remains when the subscription is canceled.": m.issues_plan_free,
	"{plan} is the present plan.": m.issues_plan_present,
	"The currency changes at the end of a period only; change the plan in the present one.": m.issues_plan_currency,
	"The subscription is paused; resume it first.": m.issues_paused,
	"The subscription ends with its period; take the cancellation back first.": m.issues_ending,
	"The subscription has just changed; look again.": m.issues_subscription_changed,
	"There is an open plan change already: pay its invoice or cancel it.": m.issues_change_open,
	"This key is {state}.": m.issues_key_state,
	"This key was changed meanwhile.": m.issues_key_changed,
	"An organisation has {most} keys that work at most. Revoke one first.": m.issues_keys_most,
	"You have not what this gives: {scopes}.": m.issues_scopes_beyond,
	"lower-case letters, digits and _; starts with a letter": m.issues_meter_code,
	"the name of a member of the event's data": m.issues_meter_property,
	"This code is taken.": m.issues_code_taken,
	"{most} meters listen to it already.": m.issues_meter_listeners,
	"Sewa counts this by itself; it stays.": m.issues_meter_own,
	"Somebody else has just changed this meter.": m.issues_meter_changed,
	"{meter} is counted in the database; only counts of calls can be reset.": m.issues_meter_records,
	"No shard is bound as SHARD_{shard}.": m.issues_shard_unbound,
	"It lives there already.": m.issues_shard_same,
	"It is still being moved from {from} to {to}.": m.issues_shard_moving,
	"Somebody else has just begun to move it.": m.issues_shard_begun,
	"One shard has to take new tenants.": m.issues_shard_last,
};

const escaped = (text: string): string => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
const patterns = Object.entries(words)
	.filter(([said]) => said.includes("{"))
	.map(([said, inWords]) => [new RegExp(`^${escaped(said).replace(/\{(\w+)\}/g, "(?<$1>.+)")}$`), inWords] as const);

/** What is wrong, with a field or at all, in the reader's language; a complaint this build does not know yet stays as it is. */
export function issueWords(detail: string): string {
	// What is wrong with a coupon begins with its code.
	const plain = words[detail] ?? words[detail.replace(/^[\w-]+: /, "")];
	if (plain) return plain({} as never);
	for (const [pattern, inWords] of patterns) {
		const found = pattern.exec(detail);
		if (found) return inWords({ ...found.groups } as never);
	}
	return detail;
}
