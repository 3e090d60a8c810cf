import { signInAll } from "../scripts/local/camera.ts";
import type { Session } from "./api.ts";
import { type Account, credentialsOf } from "./pages.ts";

const kept = new Map<Account, Promise<Session>>();

/** The session of a demo account. It signs in once a worker: an address may only so many times a minute. */
export function signedIn(url: string, account: Account): Promise<Session> {
	const session = kept.get(account) ?? signIn(url, account);
	kept.set(account, session);
	return session;
}

async function signIn(url: string, account: Account): Promise<Session> {
	const session = (await signInAll(url, [account])).get(account);
	if (!session) throw new Error(`${credentialsOf(account).email} could not sign in`);
	return session;
}
