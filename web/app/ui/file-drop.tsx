import { CircleCheck, FileText, Upload, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { formatBytes } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Button } from "./button";
import { cn } from "./cn";
import type { FieldControlProps } from "./field";
import { type UploadTarget, useUpload } from "./use-upload";

export type FileDropProps = Partial<FieldControlProps> & {
	/** Name of the file input in the form; with `upload`, of the hidden input that carries the uploaded file's id. */
	name: string;
	accept: string;
	maxBytes: number;
	required?: boolean;
	/** Sends the file as soon as it is chosen, with progress. Without JavaScript the form posts the file itself. */
	upload?: UploadTarget;
};

/** A file input one can also drop on. With JavaScript: size checked, image shown, upload with progress. */
export function FileDrop({ name, accept, maxBytes, required, upload, ...control }: FileDropProps) {
	const input = useRef<HTMLInputElement>(null);
	const [file, setFile] = useState<File | null>(null);
	const [over, setOver] = useState(false);
	const sending = useUpload(upload);
	const tooBig = file !== null && file.size > maxBytes;
	const problem = tooBig ? m.ui_file_too_big({ limit: formatBytes(maxBytes, getLocale()) }) : sending.error;

	function choose(chosen: File | null) {
		setFile(chosen);
		if (chosen && chosen.size <= maxBytes) sending.start(chosen);
		else sending.reset();
	}

	function clear() {
		if (input.current) input.current.value = "";
		choose(null);
	}

	return (
		<div className="grid gap-2">
			{/* biome-ignore lint/a11y/noStaticElementInteractions: the input inside is the control; dropping is an extra */}
			<div
				onDragOver={(event) => {
					event.preventDefault();
					setOver(true);
				}}
				onDragLeave={() => setOver(false)}
				onDrop={(event) => {
					event.preventDefault();
					setOver(false);
					const dropped = event.dataTransfer.files[0];
					if (!dropped || !input.current) return;
					input.current.files = event.dataTransfer.files;
					choose(dropped);
				}}
				className={cn(
					"relative grid justify-items-center gap-1 rounded-lg border border-dashed px-4 py-6 text-center transition-colors focus-within:outline-2 focus-within:outline-accent",
					over ? "border-accent bg-accent-soft" : "border-line-strong/70 bg-sunken/50",
					file && "hidden",
				)}
			>
				<Upload aria-hidden className="mb-1 size-5 text-ink-faint" />
				<p>
					<span className="font-medium text-accent-ink">{m.ui_file_choose()}</span> {m.ui_file_or_drop()}
				</p>
				<p className="text-note text-ink-muted">{m.ui_file_limit({ limit: formatBytes(maxBytes, getLocale()) })}</p>
				<input
					{...control}
					ref={input}
					type="file"
					name={sending.fileId ? undefined : name}
					accept={accept}
					required={required && !file}
					onChange={(event) => choose(event.target.files?.[0] ?? null)}
					className="absolute inset-0 cursor-pointer opacity-0"
				/>
			</div>
			{file && <ChosenFile file={file} progress={sending.progress} onRemove={clear} />}
			{sending.fileId && <input type="hidden" name={upload?.idName ?? name} value={sending.fileId} />}
			{problem && (
				<p role="alert" className="text-note text-bad">
					{problem}
				</p>
			)}
		</div>
	);
}

function ChosenFile({ file, progress, onRemove }: { file: File; progress: number | null; onRemove: () => void }) {
	const [preview, dropPreview] = usePreview(file);
	return (
		<div className="flex items-center gap-3 rounded-lg border border-line bg-surface p-2.5">
			{preview ? (
				<img
					src={preview}
					alt=""
					onError={dropPreview}
					className="size-14 shrink-0 rounded-sm border border-line object-cover"
				/>
			) : (
				<span className="grid size-14 shrink-0 place-items-center rounded-sm bg-sunken text-ink-faint">
					<FileText aria-hidden className="size-5" />
				</span>
			)}
			<div className="grid min-w-0 flex-1 gap-1">
				<p className="truncate font-medium">{file.name}</p>
				<p className="tabular flex flex-wrap items-center gap-x-2 text-note text-ink-muted">
					{formatBytes(file.size, getLocale())}
					{progress === 1 && (
						<span role="status" className="inline-flex items-center gap-1 text-ok">
							<CircleCheck aria-hidden className="size-[1.1em]" />
							{m.ui_uploaded()}
						</span>
					)}
				</p>
				{progress !== null && progress < 1 && (
					<progress value={progress} className="h-1.5 w-full" aria-label={m.ui_uploading()} />
				)}
			</div>
			<Button
				variant="quiet"
				size="icon-sm"
				aria-label={m.ui_file_remove()}
				icon={<X aria-hidden />}
				onClick={onRemove}
			/>
		</div>
	);
}

/** The image itself; null for what is none, whatever its name says. */
function usePreview(file: File): [url: string | null, drop: () => void] {
	const [url, setUrl] = useState<string | null>(null);
	useEffect(() => {
		if (!file.type.startsWith("image/")) return setUrl(null);
		const made = URL.createObjectURL(file);
		setUrl(made);
		return () => URL.revokeObjectURL(made);
	}, [file]);
	return [url, () => setUrl(null)];
}
