import "sonner/dist/styles.css";
import { Toaster as Sonner } from "sonner";

export { toast } from "sonner";

/** Where toasts appear. The signed-in frame has one; pages call `toast.success(m.…())`. */
export function Toaster() {
	return (
		<Sonner
			className="font-sans!"
			position="bottom-right"
			gap={8}
			toastOptions={{
				unstyled: true,
				classNames: {
					toast:
						"flex w-full items-start gap-2.5 rounded-lg border border-line bg-raised p-3.5 text-sm text-ink shadow-pop md:w-90",
					title: "font-medium",
					description: "text-ink-muted",
					icon: "mt-0.5 [&_svg]:size-4.5",
					actionButton: "ml-auto shrink-0 rounded-sm border border-line px-2 py-1 font-medium hover:bg-hover",
					success: "[&_[data-icon]]:text-ok",
					error: "[&_[data-icon]]:text-bad",
					warning: "[&_[data-icon]]:text-wait",
					info: "[&_[data-icon]]:text-info",
				},
			}}
		/>
	);
}
