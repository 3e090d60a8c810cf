import { expect, test } from "vitest";
import { asSystem, type Person, person, request, system, tenant } from "#tests/factories";
import { OWN_METERS } from "#worker/modules/platform/first-catalogue";
import { installMeters } from "#worker/modules/platform/install-catalogue";
import type { SystemMeterView } from "../schemas";
import { listMeters } from "./manage-meters";

const code = () => `m_${crypto.randomUUID().slice(0, 8)}`;
const INPUT = {
	...{ name: { en: "Orders", id: "Pesanan" }, unit: "order", aggregation: "sum", eventType: "order.placed" },
	...{ valueProperty: null, groupBy: ["channel"] },
};
const post = (as: Person, body: object) => request("POST", "/api/v1/admin/meters", { as, body });
const patch = (as: Person, of: string, body: object) => request("PATCH", `/api/v1/admin/meters/${of}`, { as, body });

test("a meter is defined, changed, retired and taken back; its tenants see it while it counts", async () => {
	const admin = await person("admin");
	const { ctx } = await tenant();
	const mine = code();
	const made = await post(admin, { ...INPUT, code: mine });
	expect(made.status).toBe(201);
	expect(await made.json()).toMatchObject({ code: mine, source: "events", state: "active", groupBy: ["channel"] });
	const seen = async () => (await listMeters(ctx)).items.some((meter) => meter.code === mine);
	expect(await seen()).toBe(true);
	expect(await (await patch(admin, mine, { unit: "pesanan", state: "retired" })).json()).toMatchObject({
		...{ unit: "pesanan", state: "retired" },
	});
	expect(await seen()).toBe(false);
	const one = (of: string) => request("GET", `/api/v1/admin/meters/${of}`, { as: admin });
	expect(await (await one(mine)).json()).toMatchObject({ code: mine, unit: "pesanan", state: "retired" });
	expect((await one("nobody_counts")).status).toBe(404);
	expect((await patch(admin, mine, { state: "active" })).status).toBe(200);
	const log = await request("GET", `/api/v1/admin/audit-logs?limit=100&resourceId=${mine}`, { as: admin });
	const { items } = (await log.json()) as { items: { action: string; resource: { id: string } }[] };
	const mineAlone = items.filter(({ resource }) => resource.id === mine).map(({ action }) => action);
	expect(mineAlone).toEqual(["meter.activate", "meter.retire", "meter.create"]);
});

test.each([
	["/code", { code: "Orders" }],
	["/code", { code: "1x" }],
	["/eventType", { eventType: "" }],
	["/aggregation", { aggregation: "avg" }],
	["/valueProperty", { aggregation: "max" }],
	["/valueProperty", { aggregation: "unique" }],
	["/valueProperty", { valueProperty: "a.b" }],
	["/groupBy", { groupBy: ["a", "b", "c", "d", "e", "f"] }],
	["/groupBy", { groupBy: ["a", "a"] }],
])("a definition that is wrong names %s", async (pointer, wrong) => {
	const response = await post(await person("admin"), { ...INPUT, code: code(), ...wrong });
	expect(response.status).toBe(422);
	expect(((await response.json()) as { issues: { pointer: string }[] }).issues[0]?.pointer).toBe(pointer);
});

test("a code is taken once, also by what Sewa counts itself; ten meters at most listen to one type", async () => {
	const admin = await person("admin");
	expect((await post(admin, { ...INPUT, code: "api_calls" })).status).toBe(409);
	const eventType = `busy.${crypto.randomUUID()}`;
	for (let n = 0; n < 10; n++) expect((await post(admin, { ...INPUT, code: code(), eventType })).status).toBe(201);
	expect((await post(admin, { ...INPUT, code: code(), eventType })).status).toBe(409);
});

test("what Sewa counts itself is there from the start and stays; installing it again changes nothing", async () => {
	const admin = await person("admin");
	expect((await patch(admin, "api_calls", { state: "retired" })).status).toBe(409);
	expect((await patch(admin, "no_such_meter", { unit: "x" })).status).toBe(404);
	const own = async () => {
		const of = async (source: string) => {
			const list = await request("GET", `/api/v1/admin/meters?sort=createdAt&source=${source}`, { as: admin });
			return ((await list.json()) as { items: SystemMeterView[] }).items;
		};
		return [...(await of("admission")), ...(await of("records"))];
	};
	const before = await own();
	expect(before.map((meter) => meter.code).sort()).toEqual(OWN_METERS.map((meter) => meter.code).sort());
	await installMeters(asSystem(admin, system().now + 1_000));
	expect(await own()).toEqual(before);
});
