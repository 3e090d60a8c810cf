import { createHash } from "node:crypto";
import express from "express";
import { Redis } from "ioredis";
import pg from "pg";
import { RateLimiterRedis } from "rate-limiter-flexible";

/*
 * Admission as teams build it: the key in Redis by its hash, a window in Redis by `rate-limiter-flexible`, the quota a
 * counter in Redis, and a row of PostgreSQL for each tenant, key and minute, counted up by every call.
 */
const { PORT, REDIS_PORT, PG_PORT, PG_HOST } = process.env;
const redis = new Redis({ port: Number(REDIS_PORT), host: "127.0.0.1" });
const pool = new pg.Pool({ host: PG_HOST, port: Number(PG_PORT), user: "bench", database: "postgres", max: 10 });
const QUOTA = 1_000_000_000;
const limiter = new RateLimiterRedis({ storeClient: redis, points: QUOTA, duration: 60, keyPrefix: "rate" });

await pool.query(`CREATE TABLE IF NOT EXISTS usage (tenant text, key text, minute timestamptz, calls bigint NOT NULL,
	PRIMARY KEY (tenant, key, minute))`);

const app = express();
app.disable("x-powered-by");
app.disable("etag");

app.get("/bare", (_request, response) => response.json({ ok: true }));

app.get("/admitted", async (request, response) => {
	const text = (request.headers.authorization ?? "").slice("Bearer ".length);
	const hash = createHash("sha256").update(text).digest("hex");
	const record = await redis.get(`key:${hash}`);
	if (!record) return response.status(401).end();
	const { id, tenant } = JSON.parse(record);
	const [rate, used] = await Promise.all([limiter.consume(tenant), redis.incr(`quota:${tenant}`)]);
	if (used > QUOTA) return response.status(402).end();
	await pool.query(
		`INSERT INTO usage VALUES ($1, $2, date_trunc('minute', now()), 1)
			ON CONFLICT (tenant, key, minute) DO UPDATE SET calls = usage.calls + 1`,
		[tenant, id],
	);
	response.set("RateLimit-Policy", `"sustained";q=${QUOTA};w=60`);
	response.set("RateLimit", `"sustained";r=${rate.remainingPoints};t=${Math.ceil(rate.msBeforeNext / 1000)}`);
	response.json({ ok: true });
});

app.post("/prepare", express.json(), async (request, response) => {
	const { tenants, keys } = request.body;
	const texts = [];
	for (let tenant = 0; tenant < tenants; tenant++)
		for (let key = 0; key < keys; key++) {
			const text = `sewa_live_${tenant}_${key}_${Math.random()}`;
			const hash = createHash("sha256").update(text).digest("hex");
			await redis.set(`key:${hash}`, JSON.stringify({ id: `key_${key}`, tenant: `ten_${tenant}` }));
			texts.push(text);
		}
	response.type("text").send(texts.join("\n"));
});

app.listen(Number(PORT), "127.0.0.1");
