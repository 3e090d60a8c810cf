import createClient, { type Client, type ClientOptions } from "openapi-fetch";
import type { components, paths } from "./schema";

export type Sewa = Client<paths>;
/** A named shape of the API: `Schema<"Invoice">`. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];
export type Problem = Schema<"Problem">;
export type { paths } from "./schema";

/** The API as typed calls: `sewa.GET("/api/v1/invoices/{id}", { params: { path: { id } } })`. */
export function createSewa(options: ClientOptions): Sewa {
	return createClient<paths>(options);
}
