/// <reference types="@cloudflare/vitest-plugin/types" />

/// <reference types="vite/client" />

// biome-ignore lint/style/noNamespace: the runtime declares its hooks in this namespace
declare namespace Cloudflare {
	interface GlobalProps {
		mainModule: typeof import("../worker/index");
	}
}
