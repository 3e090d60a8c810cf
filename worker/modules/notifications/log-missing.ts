import { log } from "#worker/kernel/log";

/** What an event was about is gone: nobody is mailed, and a retry would not bring it back. */
export function logMissing(job: { id: string; type: string }, kind: string, id: string): void {
	log.info("mail.skipped", { event_id: job.id, job: job.type, missing: kind, id });
}
