import { type AddressInfo, createServer } from "node:net";

/** PORT, or 4000. */
export function chosenPort(): number {
	const port = Number(process.env.PORT ?? 4000);
	if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error(`PORT=${process.env.PORT} is not a port.`);
	return port;
}

/** Refuses a port on which somebody listens already at a loopback address. */
export async function mustBeFree(port: number): Promise<void> {
	for (const host of ["127.0.0.1", "::1"]) {
		if ((await tryToListen(port, host)) === "taken")
			throw new Error(`Port ${port} is taken. Choose another one: PORT=${port + 1} npm start`);
	}
}

/** That port where it is free, else 0: any. */
export const tryPort = async (port: number): Promise<number> => {
	const found = await tryToListen(port, "127.0.0.1");
	return typeof found === "number" ? found : 0;
};

/** A port that nobody uses right now. */
export async function freePort(): Promise<number> {
	const port = await tryToListen(0, "127.0.0.1");
	if (typeof port !== "number") throw new Error("no port is free");
	return port;
}

/** The port, `taken`, or null where the address does not exist (no IPv6). */
function tryToListen(port: number, host: string): Promise<number | "taken" | null> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "EADDRINUSE" ? "taken" : null));
		server.listen(port, host, () => {
			const { port: taken } = server.address() as AddressInfo;
			server.close(() => resolve(taken));
		});
	});
}
