import { useRef, useState } from "react";
import { m } from "~/paraglide/messages.js";
import { isProblem } from "~/problem";
import { problemMessage } from "~/problem-message";

export type UploadTarget = {
	/** A path of this site that takes a multipart POST: `/api/v1/files`. */
	url: string;
	/** Name of the file's part; `file` when not given. */
	part?: string;
	/** Further parts. */
	fields?: Record<string, string>;
	/** Takes the uploaded file's id out of the JSON answer; `id` when not given. */
	readId?: (answer: unknown) => string | null;
	/** Name of the hidden input that carries the id. */
	idName?: string;
};

type Upload = { progress: number | null; fileId: string | null; error: string | null };

const idle: Upload = { progress: null, fileId: null, error: null };

/** Sends a file by XMLHttpRequest, the only way a browser tells how far an upload is. */
export function useUpload(target: UploadTarget | undefined) {
	const [upload, setUpload] = useState<Upload>(idle);
	const running = useRef<XMLHttpRequest>(undefined);

	function reset() {
		running.current?.abort();
		setUpload(idle);
	}

	function start(file: File) {
		reset();
		if (!target) return;
		const request = new XMLHttpRequest();
		running.current = request;
		request.open("POST", target.url);
		request.responseType = "json";
		request.upload.onprogress = (event) => setUpload({ ...idle, progress: event.loaded / event.total });
		request.onerror = () => setUpload({ ...idle, error: m.ui_upload_failed() });
		request.onload = () => setUpload(readAnswer(request, target));
		setUpload({ ...idle, progress: 0 });
		request.send(bodyOf(file, target));
	}

	return { ...upload, start, reset };
}

function bodyOf(file: File, target: UploadTarget): FormData {
	const body = new FormData();
	for (const [name, value] of Object.entries(target.fields ?? {})) body.set(name, value);
	body.set(target.part ?? "file", file);
	return body;
}

function readAnswer(request: XMLHttpRequest, target: UploadTarget): Upload {
	const answer: unknown = request.response;
	if (isProblem(answer)) return { ...idle, error: problemMessage(answer) };
	const fileId = request.status < 400 ? (target.readId ?? readId)(answer) : null;
	return fileId ? { progress: 1, fileId, error: null } : { ...idle, error: m.ui_upload_failed() };
}

function readId(answer: unknown): string | null {
	return typeof answer === "object" && answer !== null && "id" in answer && typeof answer.id === "string"
		? answer.id
		: null;
}
