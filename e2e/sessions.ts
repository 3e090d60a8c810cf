import { signInAll } from "../scripts/local/camera.ts";
import type { Session } from "./api.ts";
import { type Account, credentialsOf } from "./pages.ts";

const kept = new Map<string, Promise<Session>>();

/** The session of a demo account. It signs in once a worker and app: an address may only so many times a minute. */
export function signedIn(url: string, account: Account): Promise<Session> {
	const key = `${account} ${url}`;
	const session = kept.get(key) ?? signIn(url, account);
	kept.set(key, session);
	return session;
}

async function signIn(url: string, account: Account): Promise<Session> {
	const session = (await signInAll(url, [account])).get(account);
	if (!session) throw new Error(`${credentialsOf(account).email} could not sign in`);
	return session;
}
