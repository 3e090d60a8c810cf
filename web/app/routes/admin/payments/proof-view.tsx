import type { Schema } from "@sewa/sdk";
import { ExternalLink, FileX, ZoomIn, ZoomOut } from "lucide-react";
import { useState } from "react";
import { formatBytes } from "~/format";
import { m } from "~/paraglide/messages.js";
import { getLocale } from "~/paraglide/runtime.js";
import { Button, buttonStyle } from "~/ui/button";
import { Card, CardHeader } from "~/ui/card";
import { cn } from "~/ui/cn";
import { EmptyState } from "~/ui/empty-state";
import { PdfProof } from "./pdf-proof";

type Proof = NonNullable<Schema<"SystemPayment">["proof"]>;

/** The proof of payment beside the facts: an image to zoom into, or a PDF. */
export function ProofView({ proof }: { proof: Proof | null }) {
	const [zoomed, setZoomed] = useState(false);
	if (!proof)
		return (
			<EmptyState icon={FileX} title={m.admin_payments_no_proof()}>
				{m.admin_payments_no_proof_text()}
			</EmptyState>
		);
	const url = `/api/v1/admin/files/${proof.id}`;
	const image = proof.type.startsWith("image/");
	return (
		<Card className="lg:sticky lg:top-20">
			<CardHeader
				title={m.admin_payments_proof()}
				description={<span className="break-all">{`${proof.name} · ${formatBytes(proof.size, getLocale())}`}</span>}
				action={
					<span className="flex gap-2">
						{image && (
							<Button
								size="sm"
								aria-pressed={zoomed}
								icon={zoomed ? <ZoomOut aria-hidden /> : <ZoomIn aria-hidden />}
								onClick={() => setZoomed(!zoomed)}
							>
								{zoomed ? m.admin_payments_fit() : m.admin_payments_zoom()}
							</Button>
						)}
						<a href={url} target="_blank" rel="noreferrer" className={buttonStyle({ size: "sm" })}>
							<ExternalLink aria-hidden />
							{m.admin_payments_new_tab()}
						</a>
					</span>
				}
			/>
			{image ? <ImageProof url={url} zoomed={zoomed} /> : <PdfProof url={url} name={proof.name} />}
		</Card>
	);
}

function ImageProof({ url, zoomed }: { url: string; zoomed: boolean }) {
	return (
		<section
			// biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
			tabIndex={0}
			aria-label={m.admin_payments_proof()}
			className={cn(
				"grid max-h-[70dvh] min-h-48 rounded-b-lg bg-sunken p-3",
				zoomed ? "overflow-auto" : "place-items-center overflow-hidden",
			)}
		>
			<img
				src={url}
				alt={m.admin_payments_proof()}
				className={cn(
					"rounded-sm",
					zoomed ? "w-[220%] max-w-none" : "max-h-[calc(70dvh-1.5rem)] max-w-full object-contain",
				)}
			/>
		</section>
	);
}
