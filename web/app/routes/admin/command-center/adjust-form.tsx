import { Eye } from "lucide-react";
import { Form, useNavigation } from "react-router";
import { m } from "~/paraglide/messages.js";
import { Button } from "~/ui/button";
import { Card, CardBody } from "~/ui/card";
import { toMinor } from "~/ui/form/minor-units";
import { AmountBox, TextBox } from "../dialog-fields";

export type Typed = { coupons: string; discount: string; discountReason: string; bonusDays: string };

/** Asks for the preview: a GET to this page, so nothing is changed by it. */
export function AdjustForm({ typed, currency }: { typed: Typed; currency: string }) {
	const navigation = useNavigation();
	return (
		<Card>
			<CardBody>
				<Form className="grid gap-4.5">
					<TextBox
						name="coupons"
						label={m.admin_command_coupons()}
						help={m.admin_command_coupons_help()}
						optional
						defaultValue={typed.coupons}
						autoCapitalize="characters"
						spellCheck={false}
					/>
					<AmountBox
						name="discount"
						label={m.admin_command_discount()}
						help={m.admin_command_discount_help()}
						currency={currency}
						initial={toMinor(typed.discount, currency) ?? undefined}
						optional
					/>
					<TextBox
						name="discountReason"
						label={m.admin_command_discount_reason()}
						help={m.admin_command_discount_reason_help()}
						optional
						maxLength={500}
						defaultValue={typed.discountReason}
					/>
					<TextBox
						name="bonusDays"
						type="number"
						label={m.admin_command_bonus_days()}
						help={m.admin_command_bonus_days_help()}
						min={0}
						max={365}
						defaultValue={typed.bonusDays}
					/>
					<Button
						type="submit"
						className="justify-self-start"
						icon={<Eye aria-hidden />}
						pending={navigation.state === "loading" && navigation.location.search !== ""}
					>
						{m.admin_command_preview()}
					</Button>
				</Form>
			</CardBody>
		</Card>
	);
}
