import { dirname, join, resolve } from "node:path";

export const ROOT = dirname(dirname(import.meta.dirname));
export const DIST = join(ROOT, "dist");
/** Everything a local installation keeps. */
export const STATE = resolve(process.env.SEWA_STATE || join(ROOT, ".sewa"));
export const DATA = join(STATE, "data");

/** Keeps wrangler and Miniflare from calling home, whatever this machine's settings are. */
export const OFFLINE = {
	WRANGLER_SEND_METRICS: "false",
	CLOUDFLARE_CF_FETCH_ENABLED: "false",
	WRANGLER_HIDE_BANNER: "true",
	WRANGLER_LOG: "error",
	DO_NOT_TRACK: "1",
};
