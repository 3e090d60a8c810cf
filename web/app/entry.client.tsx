import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { HydratedRouter } from "react-router/dom";
import { isLocale, overwriteGetLocale } from "./paraglide/runtime.js";

// The document was rendered in one language; the browser goes on in that one, whatever its cookie says by now.
const documentLocale = document.documentElement.lang;
if (isLocale(documentLocale)) overwriteGetLocale(() => documentLocale);

startTransition(() => {
	hydrateRoot(
		document,
		<StrictMode>
			<HydratedRouter />
		</StrictMode>,
	);
});
