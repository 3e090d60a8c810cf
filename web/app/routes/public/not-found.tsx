import { data } from "react-router";
import { m } from "~/paraglide/messages.js";
import { RootError } from "~/ui/root-error";

export function loader() {
	throw data(null, 404);
}

export const meta = () => [{ title: `${m.state_not_found_title()} · Sewa` }, { name: "robots", content: "noindex" }];

export default function NotFound() {
	return null;
}

export function ErrorBoundary() {
	return <RootError framed />;
}
