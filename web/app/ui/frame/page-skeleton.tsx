import { Skeleton, StatsSkeleton, TableSkeleton } from "../skeleton";

export type SkeletonKind = "list" | "detail" | "form" | "overview";

/** A page of that kind before its data are here. */
export function PageSkeleton({ kind }: { kind: SkeletonKind }) {
	switch (kind) {
		case "list":
			return (
				<>
					<HeadSkeleton />
					<div className="flex gap-2">
						<Skeleton className="h-8.5 flex-1 rounded-md max-md:h-11 sm:max-w-72" />
						<Skeleton className="h-8.5 w-24 rounded-md max-md:h-11" />
					</div>
					<TableSkeleton />
				</>
			);
		case "detail":
			return (
				<>
					<HeadSkeleton action />
					<StripSkeleton />
					<div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
						<TableSkeleton rows={5} columns={4} />
						<CardSkeleton lines={6} />
					</div>
				</>
			);
		case "form":
			return (
				<>
					<HeadSkeleton />
					<FormSkeleton />
				</>
			);
		case "overview":
			return (
				<>
					<HeadSkeleton />
					<StatsSkeleton />
					<div className="grid items-start gap-5 lg:grid-cols-2">
						<CardSkeleton lines={6} />
						<CardSkeleton lines={6} />
					</div>
				</>
			);
	}
}

function HeadSkeleton({ action }: { action?: boolean }) {
	return (
		<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
			<div className="grid w-full max-w-sm gap-2.5 py-1">
				<Skeleton className="h-5.5 w-3/5" />
				<Skeleton className="h-3.5 w-full" />
			</div>
			{action && <Skeleton className="h-8.5 w-36 rounded-md max-md:h-11" />}
		</div>
	);
}

/** In the place of `<DescriptionList layout="strip">`. */
function StripSkeleton() {
	return (
		<div className="flex flex-wrap gap-x-10 gap-y-3 max-md:grid max-md:grid-cols-2">
			{["w-24", "w-28", "w-20", "w-24"].map((width, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
				<div key={index} className="grid gap-2">
					<Skeleton className="h-3 w-14" />
					<Skeleton className={`h-4 max-w-full ${width}`} />
				</div>
			))}
		</div>
	);
}

function CardSkeleton({ lines }: { lines: number }) {
	return (
		<div className="rounded-lg border border-line bg-surface">
			<div className="border-b border-line px-4 py-3.5 md:px-5">
				<Skeleton className="h-4 w-32" />
			</div>
			<div className="grid gap-4 px-4 py-4.5 md:px-5">
				{Array.from({ length: lines }, (_, line) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
					<div key={line} className="flex justify-between gap-6">
						<Skeleton className="h-3.5 w-1/3" />
						<Skeleton className="h-3.5 w-1/4" />
					</div>
				))}
			</div>
		</div>
	);
}

function FormSkeleton() {
	return (
		<div className="grid max-w-3xl gap-5 rounded-lg border border-line bg-surface px-4 py-5 md:px-5">
			{["w-20", "w-28", "w-16", "w-24"].map((width, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
				<div key={index} className="grid gap-2">
					<Skeleton className={`h-3.5 ${width}`} />
					<Skeleton className="h-9 rounded-md max-md:h-11" />
				</div>
			))}
			<Skeleton className="h-9 w-28 rounded-md max-md:h-11" />
		</div>
	);
}
