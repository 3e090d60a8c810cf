import { Hono } from "hono";
import * as z from "zod";
import type { World } from "./books.ts";
import { expand } from "./expand.ts";
import { missing, StripeFault } from "./faults.ts";
import { Address, Email, Expand, Metadata, parseForm, readForm, textOf } from "./forms.ts";
import { cancelIntent, createIntent } from "./intents.ts";
import { addCustomer } from "./payments.ts";
import { createRefund } from "./refunds.ts";
import { createSession, expireSession } from "./sessions.ts";

type Form = Record<string, unknown>;
type Input = { form: Form; id: string };

const CreateCustomer = z.strictObject({
	email: Email.optional(),
	name: z.string().min(1).optional(),
	metadata: Metadata.optional(),
	expand: Expand,
});
const CreatePortal = z.strictObject({ customer: z.string(), return_url: Address, expand: Expand });
const ListQuery = z.strictObject({
	limit: z.string().optional(),
	starting_after: z.string().optional(),
	customer: z.string().optional(),
	payment_intent: z.string().optional(),
	charge: z.string().optional(),
	expand: Expand,
});

/** The routes under /v1 that take a form and answer with a thing. */
export function api(world: World): Hono {
	const { books } = world;
	const routes = new Hono().basePath("/v1");
	const get = (path: string, answer: (input: Input) => object) => routes.get(path, (c) => respond(c.req, answer));
	const post = (path: string, answer: (input: Input) => object) => routes.post(path, (c) => respond(c.req, answer));

	async function respond(request: Readable, answer: (input: Input) => object): Promise<Response> {
		const form = await formOf(request);
		const thing = answer({ form, id: request.param("id") ?? "" });
		return Response.json(expand(books, thing, readForm(z.looseObject({ expand: Expand }), form).expand));
	}

	post("/checkout/sessions", ({ form }) => createSession(world, form));
	get("/checkout/sessions/:id", ({ id }) => find(books.sessions, "checkout.session", id));
	post("/checkout/sessions/:id/expire", ({ id }) => expireSession(world, find(books.sessions, "checkout.session", id)));
	post("/payment_intents", ({ form }) => createIntent(world, form));
	get("/payment_intents", ({ form }) => list(books.intents, form, "/v1/payment_intents"));
	get("/payment_intents/:id", ({ id }) => find(books.intents, "payment_intent", id));
	post("/payment_intents/:id/cancel", ({ id }) => cancelIntent(world, find(books.intents, "payment_intent", id)));
	post("/refunds", ({ form }) => createRefund(world, form));
	get("/refunds", ({ form }) => list(books.refunds, form, "/v1/refunds"));
	get("/refunds/:id", ({ id }) => find(books.refunds, "refund", id));
	get("/charges/:id", ({ id }) => find(books.charges, "charge", id));
	get("/disputes", ({ form }) => list(books.disputes, form, "/v1/disputes"));
	get("/disputes/:id", ({ id }) => find(books.disputes, "dispute", id));
	post("/customers", ({ form }) => createCustomer(world, form));
	get("/customers/:id", ({ id }) => find(books.customers, "customer", id));
	post("/billing_portal/sessions", ({ form }) => createPortal(world, form));
	get("/balance", () => ({ object: "balance", available: [], livemode: false, pending: [] }));

	routes.notFound((c) => {
		const message = `Unrecognized request URL (${c.req.method}: ${c.req.path}).`;
		return Response.json({ error: { type: "invalid_request_error", message } }, { status: 404 });
	});
	routes.onError(faultResponse);
	return routes;
}

type Readable = {
	method: string;
	url: string;
	arrayBuffer: () => Promise<ArrayBuffer>;
	param: (name: string) => string | undefined;
};

const formOf = async (request: Readable): Promise<Form> =>
	parseForm(request.method === "POST" ? await textOf(request) : new URL(request.url).search.slice(1));

export function faultResponse(error: Error): Response {
	const fault =
		error instanceof StripeFault ? error : new StripeFault(500, "api_error", { message: "An unknown error occurred" });
	return Response.json({ error: fault.fields }, { status: fault.status });
}

function find<T>(book: Map<string, T>, kind: string, id: string): T {
	const found = book.get(id);
	if (!found) throw missing(kind, id);
	return found;
}

/** Newest first, a page at a time. */
function list(book: Map<string, { id: string }>, form: Form, url: string) {
	const { limit = "10", starting_after, expand: _expand, ...wanted } = readForm(ListQuery, form);
	const all = [...book.values()].reverse().filter((thing) => matches(thing, wanted));
	const from = starting_after ? all.findIndex(({ id }) => id === starting_after) + 1 : 0;
	const until = from + Math.min(Math.max(Number(limit), 1), 100);
	return { object: "list", data: all.slice(from, until), has_more: all.length > until, url };
}

const matches = (thing: object, wanted: Form): boolean =>
	Object.entries(wanted).every(
		([field, value]) => value === undefined || (thing as Record<string, unknown>)[field] === value,
	);

function createCustomer(world: World, form: Form) {
	const { email = null, name = null, metadata = {} } = readForm(CreateCustomer, form);
	return addCustomer(world, { email, name, metadata });
}

function createPortal(world: World, form: Form) {
	const { customer, return_url } = readForm(CreatePortal, form);
	if (!world.books.customers.has(customer)) throw missing("customer", customer, "customer");
	const id = world.name("bps_1");
	const portal = {
		id,
		object: "billing_portal.session" as const,
		created: world.seconds(),
		customer,
		livemode: false as const,
		return_url,
		url: `${world.publicUrl()}/p/session/${id}`,
	};
	world.books.portals.set(id, portal);
	return portal;
}
