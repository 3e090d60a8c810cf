import type { Client } from "openapi-fetch";
import { type Api, required } from "~/api.server";

export type Mail = {
	id: string;
	to: string;
	subject: string;
	text: string;
	html: string;
	links: string[];
	status: "sending" | "sent" | "failed";
	createdAt: string;
};

// Kept out of the OpenAPI document, as it is of development only; so the SDK does not know it.
type OutboxPaths = {
	"/api/v1/dev/mails": {
		parameters: { query?: { to?: string; limit?: number } };
		get: { responses: { 200: { content: { "application/json": { items: Mail[] } } } } };
	};
};

export async function readMails(client: Api, to: string): Promise<Mail[]> {
	const outbox = client as unknown as Client<OutboxPaths>;
	const query = { limit: 100, ...(to && { to }) };
	const { items } = await required(outbox.GET("/api/v1/dev/mails", { params: { query } }));
	return items;
}
