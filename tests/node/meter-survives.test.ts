import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { startWorkerd } from "../../bench/admission/servers.ts";
import { freePort } from "../../scripts/local/ports.ts";
import { LARGEST_LEASE } from "../../worker/modules/metering/admission/lease-rules.ts";

type Counter = { counted: number; debited: number };

/** Over a connection of its own, as the process at the other end is killed in between. */
function send(url: string, { method = "GET", key = "", body = "" } = {}): Promise<{ status: number; said: string }> {
	const headers = { ...(key && { authorization: `Bearer ${key}` }), "content-type": "application/json" };
	return new Promise((resolve, reject) => {
		const asked = request(url, { method, agent: false, headers }, (answer) =>
			text(answer).then((said) => resolve({ status: answer.statusCode ?? 0, said }), reject),
		);
		asked.on("error", reject).end(body);
	});
}

test("counters survive kill -9: nothing is counted twice, and what is lost is one lease at most", async () => {
	const folder = mkdtempSync(join(tmpdir(), "sewa-meter-"));
	const port = await freePort();
	let server = await startWorkerd(folder, port);
	try {
		const body = JSON.stringify({ tenants: 1, keys: 1 });
		const { said: key } = await send(`${server.url}/prepare`, { method: "POST", body });
		let [admitted, lost] = [0, 0];
		for (let life = 0; life < 3; life++) {
			const calls = 150 + 70 * life;
			for (let n = 0; n < calls; n++) {
				const { status } = await send(`${server.url}/admitted`, { key });
				expect(status).toBe(200);
				admitted += 1;
			}
			const before = JSON.parse((await send(`${server.url}/counter`, { key })).said) as Counter;
			for (const pid of server.pids()) process.kill(pid, "SIGKILL");
			await sleep(200);
			server = await startWorkerd(folder, port);
			const after = JSON.parse((await send(`${server.url}/counter`, { key })).said) as Counter;
			// A lease that ends between the look and the kill may still be reported.
			expect(after.counted).toBeGreaterThanOrEqual(before.counted);
			expect(after.debited).toBeLessThanOrEqual(before.debited);
			expect(after.counted).toBeLessThanOrEqual(admitted);
			// What was on lease stays taken from the limit: never is more let in than it says.
			expect(after.debited).toBeGreaterThanOrEqual(admitted);
			const missing = admitted - after.counted;
			expect(missing - lost).toBeLessThanOrEqual(LARGEST_LEASE);
			lost = missing;
		}
	} finally {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}, 90_000);
