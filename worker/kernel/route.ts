import type * as z from "zod";
import type { PublicContext, SystemContext, TenantContext, UserContext } from "./context";
import type { Deprecation } from "./deprecation";
import type { ErrorCode } from "./errors";
import type { SystemPermission, TenantPermission } from "./permissions";

export type Scope = "public" | "user" | "tenant" | "system";
export type ContextOf = { public: PublicContext; user: UserContext; tenant: TenantContext; system: SystemContext };
type PermissionOf = { public: "public"; user: "signed_in"; tenant: TenantPermission; system: SystemPermission };

/** A binary answer: its media type in the OpenAPI document; the handler returns the Response. */
export type Binary = { binary: string };

export type RouteSpec<S extends Scope, P, Q, B, A> = {
	method: "get" | "post" | "put" | "patch" | "delete";
	/** OpenAPI style: `/invoices/{id}`. */
	path: `/${string}`;
	tag: string;
	summary: string;
	permission: PermissionOf[S];
	params?: P;
	query?: Q;
	body?: B;
	/** Media types of the body; any that is JSON where none are named. */
	mediaTypes?: readonly string[];
	/** Bytes the body may have, where that is not as usual. */
	bodyLimit?: number;
	/** The body is multipart/form-data with one field `file`. */
	upload?: true;
	/** The body is handed on unread: webhooks are checked byte by byte. */
	raw?: true;
	answer: A;
	status?: 200 | 201 | 202;
	/** Creates or moves money: honours `Idempotency-Key`. */
	idempotent?: true;
	/** Fields of the answer that are shown once and kept nowhere: a replayed answer has null in them. */
	once?: readonly string[];
	cache?: string;
	errors?: ErrorCode[];
	/** How much of it is in the API log where it is neither slow nor an error, in percent of what the installation logs. */
	sample?: number;
	/** It is still answered, and should not be called any more: answers and the OpenAPI document say so. */
	deprecation?: Deprecation;
	/** Kept out of the OpenAPI document and of production. */
	developmentOnly?: true;
};

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
export type RouteInput<P, Q, B> = { params: Parsed<P>; query: Parsed<Q>; body: Parsed<B>; request: Request };
type Answer<A> = A extends z.ZodType ? z.input<A> : A extends Binary ? Response : undefined;

/** A route with its types folded away: what `app.ts`, the OpenAPI document and the security suite work from. */
export type Route = RouteSpec<
	Scope,
	z.ZodType | undefined,
	z.ZodType | undefined,
	z.ZodType | undefined,
	z.ZodType | Binary | null
> & {
	scope: Scope;
	handle: (ctx: never, input: never) => Promise<unknown>;
};

function routeOf<S extends Scope>(scope: S) {
	return <
		A extends z.ZodType | Binary | null,
		P extends z.ZodType | undefined = undefined,
		Q extends z.ZodType | undefined = undefined,
		B extends z.ZodType | undefined = undefined,
	>(
		spec: RouteSpec<S, P, Q, B, A>,
		handle: (ctx: ContextOf[S], input: RouteInput<P, Q, B>) => Promise<Answer<A>>,
	): Route => ({ ...spec, scope, handle }) as unknown as Route;
}

/** Anybody. */
export const publicRoute = routeOf("public");
/** Anybody signed in, whatever tenants they are in. */
export const userRoute = routeOf("user");
/** A member of the active tenant with the permission. */
export const tenantRoute = routeOf("tenant");
/** A system user with the permission. */
export const systemRoute = routeOf("system");
