import { m } from "~/paraglide/messages.js";

/** What happened, as the audit log tells it. */
const actions: Record<string, () => string> = {
	"payment.submit": m.audit_action_payment_submit,
	"payment.approve": m.audit_action_payment_approve,
	"payment.reject": m.audit_action_payment_reject,
	"payment.cancel": m.audit_action_payment_cancel,
	"payment.start": m.audit_action_payment_start,
	"payment.charge": m.audit_action_payment_charge,
	"payment.succeed": m.audit_action_payment_succeed,
	"payment.fail": m.audit_action_payment_fail,
	"payment.expire": m.audit_action_payment_expire,
	"payment.refused": m.audit_action_payment_refused,
	"payment.reverse": m.audit_action_payment_reverse,
	"payment.dispute": m.audit_action_payment_dispute,
	"payment.win": m.audit_action_payment_win,
	"saved_means.forget": m.audit_action_saved_means_forget,
	"payment_provider.update": m.audit_action_payment_provider_update,
	"payment_provider.check": m.audit_action_payment_provider_check,
	"inbox.replay": m.audit_action_inbox_replay,
	"reconciliation.run": m.audit_action_reconciliation_run,
	"reconciliation.remedy": m.audit_action_reconciliation_remedy,
	"reconciliation.resolve": m.audit_action_reconciliation_resolve,
	"invoice.open": m.audit_action_invoice_open,
	"plan_change.open": m.audit_action_plan_change_open,
	"plan_change.cancel": m.audit_action_plan_change_cancel,
	"subscription.start_trial": m.audit_action_subscription_start_trial,
	"subscription.renew": m.audit_action_subscription_renew,
	"tenant.found": m.audit_action_tenant_found,
	"tenant.update": m.audit_action_tenant_update,
	"tenant.activate": m.audit_action_tenant_activate,
	"tenant.suspend": m.audit_action_tenant_suspend,
	"tenant.reactivate": m.audit_action_tenant_reactivate,
	"tenant.close": m.audit_action_tenant_close,
	"tenant.keep": m.audit_action_tenant_keep,
	"tenant.finish_closing": m.audit_action_tenant_finish_closing,
	"billing_details.update": m.audit_action_billing_details_update,
	"member.invite": m.audit_action_member_invite,
	"member.invite_again": m.audit_action_member_invite_again,
	"member.revoke_invitation": m.audit_action_member_revoke_invitation,
	"member.join": m.audit_action_member_join,
	"member.change_role": m.audit_action_member_change_role,
	"member.remove": m.audit_action_member_remove,
	"file.upload": m.audit_action_file_upload,
	"file.open": m.audit_action_file_open,
	"plan.create": m.audit_action_plan_create,
	"plan.update": m.audit_action_plan_update,
	"plan.publish": m.audit_action_plan_publish,
	"plan.hide": m.audit_action_plan_hide,
	"plan.retire": m.audit_action_plan_retire,
	"plan.delete": m.audit_action_plan_delete,
	"plan.order": m.audit_action_plan_order,
	"payment_method.create": m.audit_action_payment_method_create,
	"payment_method.update": m.audit_action_payment_method_update,
	"payment_method.delete": m.audit_action_payment_method_delete,
	"payment_method.order": m.audit_action_payment_method_order,
	"seller.update": m.audit_action_seller_update,
	"user.register": m.audit_action_user_register,
	"user.update_profile": m.audit_action_user_update_profile,
	"user.sign_in": m.audit_action_user_sign_in,
	"user.sign_in_failed": m.audit_action_user_sign_in_failed,
	"user.sign_out": m.audit_action_user_sign_out,
	"user.lock": m.audit_action_user_lock,
	"user.verify_email": m.audit_action_user_verify_email,
	"user.change_password": m.audit_action_user_change_password,
	"user.request_password_reset": m.audit_action_user_request_password_reset,
	"user.reset_password": m.audit_action_user_reset_password,
};

const kinds: Record<string, () => string> = {
	payment: m.audit_kind_payment,
	invoice: m.audit_kind_invoice,
	plan_change: m.audit_kind_plan_change,
	subscription: m.audit_kind_subscription,
	tenant: m.audit_kind_tenant,
	member: m.audit_kind_member,
	billing_details: m.audit_kind_billing_details,
	file: m.audit_kind_file,
	plan: m.audit_kind_plan,
	payment_method: m.audit_kind_payment_method,
	seller: m.audit_kind_seller,
	user: m.audit_kind_user,
};

/** An action this build does not know yet is shown as it is. */
export function auditAction(action: string): string {
	return actions[action]?.() ?? action;
}

/** The kinds of action, for a filter: `payment.` is everything that happens to payments. */
export function auditKinds(): [value: string, label: string][] {
	return Object.entries(kinds).map(([kind, label]) => [`${kind}.`, label()]);
}
