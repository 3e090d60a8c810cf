import { m } from "~/paraglide/messages.js";
import { LegalPage } from "./legal-page";

export const meta = () => [{ title: `${m.privacy_title()} · Sewa` }];

export default function Privacy() {
	const sections = [
		{ title: m.privacy_1_title(), text: m.privacy_1_text() },
		{ title: m.privacy_2_title(), text: m.privacy_2_text() },
		{ title: m.privacy_3_title(), text: m.privacy_3_text() },
		{ title: m.privacy_4_title(), text: m.privacy_4_text() },
		{ title: m.privacy_5_title(), text: m.privacy_5_text() },
	];
	return <LegalPage title={m.privacy_title()} sections={sections} />;
}
