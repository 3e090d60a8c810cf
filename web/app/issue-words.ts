import { m } from "~/paraglide/messages.js";

// The schemas and use cases say what is wrong in English; the page says it in the reader's language.
const words: Record<string, () => string> = {
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
};

/** What is wrong with a field, in the reader's language; a complaint this build does not know yet stays as it is. */
export function issueWords(detail: string): string {
	// What is wrong with a coupon begins with its code.
	return words[detail.replace(/^[\w-]+: /, "")]?.() ?? detail;
}
