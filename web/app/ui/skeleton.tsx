import { cn } from "./cn";

/** A grey bar in the shape of what comes. */
export function Skeleton({ className }: { className?: string }) {
	return <span aria-hidden className={cn("block animate-pulse rounded-sm bg-line/70", className)} />;
}

export function TableSkeleton({ rows = 8, columns = 5 }: { rows?: number; columns?: number }) {
	return (
		<div
			className="overflow-hidden max-md:grid max-md:gap-2.5 md:rounded-lg md:border md:border-line md:bg-surface"
			aria-busy="true"
		>
			<div className="h-9 border-b border-line bg-sunken max-md:hidden" />
			{Array.from({ length: rows }, (_, row) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
				<RowSkeleton key={row} columns={columns} />
			))}
		</div>
	);
}

/** A line on a desk, a card on a phone. */
function RowSkeleton({ columns }: { columns: number }) {
	return (
		<div className="flex gap-6 border-line px-4 py-3.5 max-md:flex-col max-md:gap-3.5 max-md:rounded-lg max-md:border max-md:bg-surface md:border-b md:last:border-0">
			{Array.from({ length: columns }, (_, column) => (
				<Skeleton
					// biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
					key={column}
					className={cn("h-3.5", column === 0 ? "w-2/5" : "md:flex-1", column > 2 && "max-md:hidden")}
				/>
			))}
		</div>
	);
}

export function StatsSkeleton({ count = 4 }: { count?: number }) {
	return (
		<div className="grid grid-cols-2 gap-3 lg:grid-cols-[repeat(auto-fit,minmax(11rem,1fr))]" aria-busy="true">
			{Array.from({ length: count }, (_, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
				<div key={index} className="grid gap-2.5 rounded-lg border border-line bg-surface px-4 py-4">
					<Skeleton className="h-3 w-20" />
					<Skeleton className="h-6 w-28" />
				</div>
			))}
		</div>
	);
}
