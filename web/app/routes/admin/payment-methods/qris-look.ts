import type { Route } from "./+types/qris-look";
import { lookOfQris } from "./qris-look.server";

/** Looks at a QRIS text while it is being typed. */
export function loader({ request }: Route.LoaderArgs) {
	return { look: lookOfQris(new URL(request.url).searchParams.get("payload") ?? "") };
}
