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
	const [tick, setTick] = useState(now);
	useEffect(() => {
		const timer = setInterval(() => setTick(Date.now()), 30_000);
		return () => clearInterval(timer);
	}, []);
	const clock = { now: Math.max(now, tick), timeZone: timeZone ?? defaultTimeZone };
	return <ClockContext value={clock}>{children}</ClockContext>;
}

/** Now and the reader's time zone. Outside a provider: Jakarta and the moment of rendering. */
export function useClock(): Clock {
	return useContext(ClockContext) ?? { now: Date.now(), timeZone: defaultTimeZone };
}
