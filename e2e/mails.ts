import { type APIRequestContext, expect } from "@playwright/test";
import { get } from "./api.ts";

export type Mail = { to: string; subject: string; text: string; html: string; links: string[] };

/** The newest mail to an address with such a subject; mails leave by a queue, so it may take a moment. */
export async function mailTo(api: APIRequestContext, to: string, subject: RegExp): Promise<Mail> {
	let found: Mail | undefined;
	await expect(async () => {
		const { items } = await get<{ items: Mail[] }>(api, `/dev/mails?to=${encodeURIComponent(to)}`);
		found = items.find((mail) => subject.test(mail.subject));
		expect(found, `a mail ${subject} to ${to} among: ${items.map((mail) => mail.subject)}`).toBeDefined();
	}).toPass({ timeout: 15_000, intervals: [100, 250, 500] });
	if (!found) throw new Error("toPass has not kept its word");
	return found;
}

/** The address in a mail that leads to such a page. */
export function linkIn(mail: Mail, page: string): string {
	const link = mail.links.find((candidate) => candidate.includes(page));
	if (!link) throw new Error(`no link to ${page} in “${mail.subject}”: ${mail.links.join(" ")}`);
	return link;
}
