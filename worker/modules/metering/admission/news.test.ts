import { expect, test } from "vitest";
import type { Changes } from "#objects/change-feed";
import { newId } from "#worker/kernel/ids";
import { DEAF_AFTER, openNews } from "./news";

const [ONE, OTHER] = [newId("tenant"), newId("tenant")];

/** An isolate beside a feed that says what it is told to say, when it is told to. */
function isolate() {
	const clock = { now: 1_000_000 };
	const forgotten: string[] = [];
	const asked: (number | null)[] = [];
	const answers: ((changes: Changes | null) => void)[] = [];
	const news = openNews({
		now: () => clock.now,
		forget: (tenantId) => void forgotten.push(tenantId),
		forgetAll: () => void forgotten.push("all"),
	});
	const since = (after: number | null) =>
		new Promise<Changes>((resolve, reject) => {
			asked.push(after);
			answers.push((changes) => (changes ? resolve(changes) : reject(new Error("the feed does not answer"))));
		});
	const later: Promise<unknown>[] = [];
	const isCurrent = () =>
		news.isCurrent(
			() => ({ since }),
			(work) => void later.push(work),
		);
	const answer = async (changes: Changes | null) => {
		answers.shift()?.(changes);
		await later.shift();
	};
	return { clock, forgotten, asked, answer, isCurrent };
}

test("an isolate goes by what it remembers once it has heard, and asks again after two seconds", async () => {
	const { clock, forgotten, asked, answer, isCurrent } = isolate();
	expect(isCurrent()).toBe(false);
	await answer({ sequence: 7, tenants: [] });
	clock.now += 1_999;
	expect(isCurrent()).toBe(true);
	expect(asked).toEqual([null]);
	clock.now += 1;
	expect(isCurrent()).toBe(true);
	expect(isCurrent()).toBe(true);
	expect(asked).toEqual([null, 7]);
	await answer({ sequence: 9, tenants: [ONE, OTHER] });
	expect(forgotten).toEqual([ONE, OTHER]);
	clock.now += 2_000;
	isCurrent();
	await answer({ sequence: 3, tenants: null });
	expect(forgotten.at(-1)).toBe("all");
});

test("when the feed is silent it goes by nothing after four and a half seconds, and keeps asking", async () => {
	const { clock, asked, answer, isCurrent } = isolate();
	isCurrent();
	await answer({ sequence: 1, tenants: [] });
	clock.now += 2_000;
	isCurrent();
	await answer(null);
	clock.now += DEAF_AFTER - 2_001;
	expect(isCurrent()).toBe(true);
	clock.now += 1;
	expect(isCurrent()).toBe(false);
	expect(asked).toEqual([null, 1, 1]);
	await answer({ sequence: 1, tenants: [] });
	expect(isCurrent()).toBe(true);
});

test("what was heard is as old as the question, not as the answer", async () => {
	const { clock, answer, isCurrent } = isolate();
	isCurrent();
	clock.now += DEAF_AFTER;
	await answer({ sequence: 1, tenants: [] });
	expect(isCurrent()).toBe(false);
});
