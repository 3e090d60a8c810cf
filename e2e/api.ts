import { type APIRequestContext, request } from "@playwright/test";

/** What a browser keeps of somebody who is signed in. */
export type Session = Awaited<ReturnType<APIRequestContext["storageState"]>>;

/** The API as seen by whoever this session belongs to; by nobody without one. */
export function openApi(url: string, session?: Session): Promise<APIRequestContext> {
	return request.newContext({ baseURL: url, ...(session && { storageState: session }) });
}

export async function get<T>(api: APIRequestContext, path: string): Promise<T> {
	const answer = await api.get(`/api/v1${path}`);
	if (!answer.ok()) throw new Error(`GET ${path}: ${answer.status()} ${await answer.text()}`);
	return (await answer.json()) as T;
}

export async function post<T>(api: APIRequestContext, path: string, data: unknown): Promise<T> {
	const answer = await api.post(`/api/v1${path}`, { data });
	if (!answer.ok()) throw new Error(`POST ${path}: ${answer.status()} ${await answer.text()}`);
	return (answer.status() === 204 ? undefined : await answer.json()) as T;
}
