import { m } from "~/paraglide/messages.js";
import { LegalPage } from "./legal-page";

export const meta = () => [{ title: `${m.terms_title()} · Sewa` }];

export default function Terms() {
	const sections = [
		{ title: m.terms_1_title(), text: m.terms_1_text() },
		{ title: m.terms_2_title(), text: m.terms_2_text() },
		{ title: m.terms_3_title(), text: m.terms_3_text() },
		{ title: m.terms_4_title(), text: m.terms_4_text() },
		{ title: m.terms_5_title(), text: m.terms_5_text() },
	];
	return <LegalPage title={m.terms_title()} sections={sections} />;
}
