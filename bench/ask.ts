import { request } from "node:http";
import { text } from "node:stream/consumers";

/**
 * Posts JSON to a bench's worker, without a time limit and over a connection of its own: workerd may close an idle one
 * just as the next step begins. @throws Error with what it said, unless it answers 200
 */
export function ask(url: string, body: object): Promise<string> {
	const headers = { "content-type": "application/json" };
	return new Promise((resolve, reject) => {
		const asked = request(url, { method: "POST", agent: false, headers }, (answer) =>
			text(answer).then(answer.statusCode === 200 ? resolve : (said) => reject(new Error(said.slice(0, 2000))), reject),
		);
		asked.on("error", reject).end(JSON.stringify(body));
	});
}
