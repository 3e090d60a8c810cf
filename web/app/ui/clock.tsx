import type { ReactNode } from "react";
import { createContext, useContext, useEffect, useState } from "react";
import { defaultTimeZone } from "~/format";

type Clock = { now: number; timeZone: string };

const ClockContext = createContext<Clock | null>(null);

/** One clock for a page: starts at the server's time, so that both sides render the same words, then ticks. */
export function ClockProvider({
	now,
	timeZone,
	children,
}: {
	now: number;
	timeZone?: string | null;
	children: ReactNode;
}) {
	const clock = { now: useTicking(now, 30_000), timeZone: timeZone ?? defaultTimeZone };
	return <ClockContext value={clock}>{children}</ClockContext>;
}

/** `now`, and what has passed since it came: the reader's own clock may be wrong, and business may be ahead of it. */
export function useTicking(now: number, everyMs: number): number {
	const [at, setAt] = useState({ now, passed: 0 });
	useEffect(() => {
		const start = Date.now();
		const timer = setInterval(() => setAt({ now, passed: Date.now() - start }), everyMs);
		return () => clearInterval(timer);
	}, [now, everyMs]);
	return at.now === now ? now + at.passed : now;
}

/** Now and the reader's time zone. Outside a provider: Jakarta and the moment of rendering. */
export function useClock(): Clock {
	return useContext(ClockContext) ?? { now: Date.now(), timeZone: defaultTimeZone };
}
