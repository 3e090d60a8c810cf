import { expect, test } from "vitest";
import { asSystem, PNG, person, request, tenant } from "#tests/factories";
import { listAuditLogs } from "../audit/list-audit-logs";
import { cleanFileName, MAX_FILE_BYTES } from "./rules";
import { files } from "./tables";

function form(bytes: string | Uint8Array<ArrayBuffer>, name: string, type = "image/png") {
	const data = new FormData();
	data.set("file", new File([bytes], name, { type }));
	return data;
}

test("an image is kept with its real type and streamed back to its own tenant only", async () => {
	const { owner, ctx } = await tenant();
	const stranger = (await tenant()).owner;
	const uploaded = await request("POST", "/api/v1/files", {
		as: owner,
		body: form(PNG, "bukti transfer.jpg", "image/jpeg"),
	});
	expect(uploaded.status).toBe(201);
	const file = (await uploaded.json()) as { id: string; type: string };
	expect(file).toMatchObject({ type: "image/png", size: PNG.byteLength, name: "bukti transfer.jpg" });

	const read = await request("GET", `/api/v1/files/${file.id}`, { as: owner });
	expect(await read.bytes()).toEqual(PNG);
	expect(read.headers.get("content-security-policy")).toContain("sandbox");
	expect(read.headers.get("x-content-type-options")).toBe("nosniff");
	expect((await request("GET", `/api/v1/files/${file.id}`, { as: stranger })).status).toBe(404);

	const operator = await person("operator");
	expect((await request("GET", `/api/v1/admin/files/${file.id}`, { as: operator })).status).toBe(200);
	const { items } = await listAuditLogs(ctx, { limit: 5, sort: "-createdAt", action: "file.open" });
	expect(items).toMatchObject([{ actor: { id: asSystem(operator).actor.id }, resource: { id: file.id } }]);
});

test.each([
	["a page that says it is a picture", "<html><script>alert(1)</script>", "x.png"],
	["a script that says it is a PDF", "%PD F-1.7 not really", "x.pdf"],
	["an SVG", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "x.svg"],
	["a program", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), "x.png"],
])("%s is refused by its content", async (_why, bytes, name) => {
	const { owner, ctx } = await tenant();
	const response = await request("POST", "/api/v1/files", { as: owner, body: form(bytes, name) });
	expect(response.status).toBe(415);
	expect(await response.json()).toMatchObject({ issues: [{ pointer: "/file" }] });
	expect(await ctx.db.list(files)).toEqual([]);
});

test("an empty file, no file and more than 5 MB are refused with what is wrong", async () => {
	const { owner } = await tenant();
	const send = (body: FormData) => request("POST", "/api/v1/files", { as: owner, body });
	expect((await send(form("", "x.png"))).status).toBe(422);
	expect((await send(new FormData())).status).toBe(422);
	const big = new Uint8Array(MAX_FILE_BYTES + 1);
	big.set(PNG);
	expect((await send(form(big, "x.png"))).status).toBe(413);
	expect((await request("POST", "/api/v1/files", { as: owner, body: "no form at all" })).status).toBe(400);
});

test("names lose paths, quotes and control characters", () => {
	expect(cleanFileName("..\\..\\etc/passwd\u0000.png")).toBe("passwd.png");
	expect(cleanFileName('a"b\r\n.png')).toBe("ab.png");
	expect(cleanFileName("///")).toBe("file");
	expect(cleanFileName(`${"a".repeat(300)}.png`)).toHaveLength(120);
});
