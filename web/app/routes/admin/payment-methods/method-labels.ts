import { m } from "~/paraglide/messages.js";

export type MethodLabels = ReturnType<typeof methodLabels>;

export function methodLabels() {
	return {
		code: m.admin_methods_code(),
		name: m.admin_methods_name(),
		country: m.admin_methods_country(),
		currency: m.admin_currency(),
		"details.bank": m.admin_methods_bank(),
		"details.accountNumber": m.admin_methods_account_number(),
		"details.accountHolder": m.admin_methods_account_holder(),
		"details.payload": m.admin_methods_payload(),
		"instructions.en": `${m.admin_methods_instructions()} (${m.admin_english()})`,
		"instructions.id": `${m.admin_methods_instructions()} (${m.admin_indonesian()})`,
		enabled: m.admin_methods_enabled(),
	};
}
