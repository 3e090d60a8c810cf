/** Headers of every document. Scripts and style elements run by nonce only. */
export function setSecurityHeaders(headers: Headers, url: URL, nonce: string): void {
	const encrypted = url.protocol === "https:";
	headers.set("Content-Security-Policy", contentSecurityPolicy(nonce, encrypted));
	headers.set("X-Content-Type-Options", "nosniff");
	headers.set("X-Frame-Options", "DENY");
	headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
	headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()");
	headers.set("Cross-Origin-Opener-Policy", "same-origin");
	// Always: in production plain HTTP never gets here, and locally browsers ignore it (RFC 6797, 8.1).
	headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload");
}

function contentSecurityPolicy(nonce: string, encrypted: boolean): string {
	const dev = import.meta.env.DEV;
	const policy = [
		"default-src 'self'",
		`script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
		// React sets style attributes; style elements need the nonce. Vite's dev server adds them without.
		`style-src 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
		"style-src-attr 'unsafe-inline'",
		"img-src 'self' data: blob:",
		"font-src 'self'",
		`connect-src 'self'${dev ? " ws:" : ""}`,
		"frame-src 'self' blob:",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	];
	if (encrypted) policy.push("upgrade-insecure-requests");
	return policy.join("; ");
}
