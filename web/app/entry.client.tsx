import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { HydratedRouter } from "react-router/dom";
import { isLocale, overwriteGetLocale } from "./paraglide/runtime.js";

// The document was rendered in one language; the browser goes on in that one, whatever its cookie says by now.
const documentLocale = document.documentElement.lang;
if (isLocale(documentLocale)) overwriteGetLocale(() => documentLocale);

// Radix locks scrolling by a style element and asks for the nonce under this name.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
Object.assign(globalThis, { __webpack_nonce__: nonce });

startTransition(() => {
	hydrateRoot(
		document,
		<StrictMode>
			<HydratedRouter />
		</StrictMode>,
	);
});
