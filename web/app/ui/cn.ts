import { type ClassValue, clsx } from "clsx";

/** Joins class names. It does not resolve conflicts: pass layout (margin, width, grid) to a piece, not another look. */
export function cn(...classes: ClassValue[]): string {
	return clsx(classes);
}
