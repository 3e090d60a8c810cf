import type { Schema } from "@sewa/sdk";
import { useEffect, useRef } from "react";
import { useFetcher, useRevalidator } from "react-router";
import { waitBefore } from "./payment-stage";
import type { loader } from "./payment-state";

type Live = Pick<Schema<"Payment">, "id" | "status" | "channel">;

/** Looks at a payment until it is over, less and less often; the page loads again when something has changed. */
export function useLivePayment({ id, status, channel }: Live): void {
	const { load, data: seen } = useFetcher<typeof loader>();
	const { revalidate } = useRevalidator();
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout>;
		const wait = (tries: number) => {
			const ms = waitBefore(status, tries);
			if (ms !== null) timer = setTimeout(() => void look(tries), ms);
		};
		const look = async (tries: number) => {
			if (!document.hidden) await load(`/app/payments/${id}/state`);
			wait(document.hidden ? tries : tries + 1);
		};
		wait(0);
		return () => clearTimeout(timer);
	}, [id, status, load]);
	useEffect(() => {
		if (seen && (seen.status !== status || seen.channel !== channel)) void revalidate();
	}, [seen, status, channel, revalidate]);
}

/** Goes on to the gateway by itself, once: coming back, one finds the page without the wish in its address. */
export function useForwardOnce(checkoutUrl: string | null): void {
	useEffect(() => {
		const here = new URL(window.location.href);
		if (!checkoutUrl || !here.searchParams.has("go")) return;
		window.history.replaceState(window.history.state, "", here.pathname);
		window.location.assign(checkoutUrl);
	}, [checkoutUrl]);
}

/** Calls `ask` when the person comes back to this page from another tab or, by the back button, from the gateway. */
export function useReturn(waiting: boolean, ask: () => void): void {
	const latest = useRef(ask);
	latest.current = ask;
	useEffect(() => {
		if (!waiting) return;
		const onShow = ({ persisted }: PageTransitionEvent) => persisted && latest.current();
		const onVisible = () => document.hidden || latest.current();
		window.addEventListener("pageshow", onShow);
		document.addEventListener("visibilitychange", onVisible);
		return () => {
			window.removeEventListener("pageshow", onShow);
			document.removeEventListener("visibilitychange", onVisible);
		};
	}, [waiting]);
}
