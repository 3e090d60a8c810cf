/** The doorway: an arch in a rounded square, one path, clear at 16 px. */
export function Sign({ className }: { className?: string }) {
	return (
		<svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
			<path
				fill="currentColor"
				fillRule="evenodd"
				d="M8 0h16a8 8 0 0 1 8 8v16a8 8 0 0 1-8 8H8a8 8 0 0 1-8-8V8a8 8 0 0 1 8-8Zm1 25V15a7 7 0 0 1 14 0v10h-4V15a3 3 0 0 0-6 0v10Z"
			/>
		</svg>
	);
}
