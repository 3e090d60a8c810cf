export type Operation = "create" | "status" | "expire" | "cancel" | "refund" | "approve" | "deny";

type OfRequest =
	/** Does it and never answers. */
	| { kind: "hang_after"; on?: Operation }
	/** Does it; the connection is lost before the answer. */
	| { kind: "drop_after"; on?: Operation }
	/** Does nothing and answers this status. */
	| { kind: "error_before"; status: number; on?: Operation };
type OfNotification =
	| { kind: "duplicate_notification" }
	| { kind: "lose_notification" }
	| { kind: "delay_notification"; byMs: number }
	/** The next notification is sent after the one that follows it. */
	| { kind: "reorder_notifications" };
type OfStatus =
	/** The status API learns of the next change only later. */
	| { kind: "lag_status"; byMs: number }
	/** The next status answer is in upper case. */
	| { kind: "upper_case" };
type OfRefund = { kind: "no_balance" };

/** One bad day. Each is met once, by the next thing it fits, in the order they were asked for. */
export type Misbehaviour = OfRequest | OfNotification | OfStatus | OfRefund;

export function createMoods() {
	const waiting: Misbehaviour[] = [];

	function take<K extends Misbehaviour["kind"]>(
		kinds: readonly K[],
		fits: (mood: Extract<Misbehaviour, { kind: K }>) => boolean = () => true,
	): Extract<Misbehaviour, { kind: K }> | null {
		const isOne = (mood: Misbehaviour): mood is Extract<Misbehaviour, { kind: K }> =>
			kinds.some((kind) => kind === mood.kind);
		const at = waiting.findIndex((mood) => isOne(mood) && fits(mood));
		const [found] = at < 0 ? [] : waiting.splice(at, 1);
		return found && isOne(found) ? found : null;
	}

	return {
		add: (moods: Misbehaviour[]) => void waiting.push(...moods),
		take,
		forRequest: (operation: Operation) =>
			take(["hang_after", "drop_after", "error_before"], ({ on }) => on === undefined || on === operation),
		forNotification: () =>
			take(["duplicate_notification", "lose_notification", "delay_notification", "reorder_notifications"]),
	};
}
export type Moods = ReturnType<typeof createMoods>;
