import { data } from "react-router";

/** A path below that no page answers to: the boundary shows it inside the frame. */
export function loader() {
	throw data(null, 404);
}

export default function NotFound() {
	return null;
}
