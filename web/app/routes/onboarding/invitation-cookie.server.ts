import type { Api } from "~/api.server";
import { outcome } from "~/api.server";
import { readCookie } from "~/cookies";

const name = "sewa_invitation";

/** Remembers for a week which invitation brought someone here, over signing up and confirming the address. */
export function rememberInvitation(request: Request, id: string | null): string {
	const secure = request.url.startsWith("https:") ? "; Secure" : "";
	return `${name}=${id ?? ""}; Path=/; Max-Age=${id ? 604_800 : 0}; HttpOnly; SameSite=Lax${secure}`;
}

/** The remembered invitation, while it is open and meant for this address. */
export async function openInvitation(request: Request, client: Api, email: string): Promise<string | null> {
	const id = readCookie(request.headers.get("cookie"), name);
	if (!id) return null;
	const offer = await outcome(client.GET("/api/v1/invitations/{id}/offer", { params: { path: { id } } }));
	return offer.ok && offer.data.status === "pending" && offer.data.email === email ? id : null;
}
