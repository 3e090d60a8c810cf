import * as z from "zod";
import { idOf } from "#worker/kernel/ids";
import { publicRoute, type Route, tenantRoute, userRoute } from "#worker/kernel/route";
import { acceptInvitation, readInvitation } from "./accept-invitation";
import { inviteMember, resendInvitation, revokeInvitation } from "./invite-member";
import { changeRole, listInvitations, listMembers, removeMember } from "./manage-members";
import { readTenant, updateTenant } from "./read-tenant";
import {
	InvitationInput,
	InvitationOffer,
	InvitationPage,
	InvitationQuery,
	InvitationView,
	MemberPage,
	MemberPatch,
	MemberQuery,
	MemberView,
	SeatUse,
	TenantPatch,
	TenantView,
} from "./schemas";
import { seatUse } from "./seats";

const tag = "Organisation";
const memberParams = z.object({ id: idOf("member") });
const invitationParams = z.object({ id: idOf("invitation") });
const nothing = () => undefined;

export const tenantRoutes: Route[] = [
	tenantRoute(
		{
			method: "get",
			path: "/tenant",
			tag,
			summary: "The active organisation",
			permission: "tenant.read",
			answer: TenantView,
		},
		(ctx) => readTenant(ctx),
	),
	tenantRoute(
		{
			method: "patch",
			path: "/tenant",
			tag,
			summary: "Change name, country or formats",
			permission: "tenant.update",
			body: TenantPatch,
			answer: TenantView,
		},
		(ctx, { body }) => updateTenant(ctx, body),
	),
	tenantRoute(
		{
			method: "get",
			path: "/members",
			tag,
			summary: "Members",
			permission: "member.read",
			query: MemberQuery,
			answer: MemberPage,
		},
		(ctx, { query }) => listMembers(ctx, query),
	),
	tenantRoute(
		{
			method: "get",
			path: "/members/seats",
			tag,
			summary: "Seats used and allowed",
			permission: "member.read",
			answer: SeatUse,
		},
		(ctx) => seatUse(ctx),
	),
	tenantRoute(
		{
			method: "patch",
			path: "/members/{id}",
			tag,
			summary: "Change a member's role",
			permission: "member.update",
			params: memberParams,
			body: MemberPatch,
			answer: MemberView,
			errors: ["conflict"],
		},
		(ctx, { params, body }) => changeRole(ctx, params.id, body.role),
	),
	tenantRoute(
		{
			method: "delete",
			path: "/members/{id}",
			tag,
			summary: "Remove a member",
			permission: "member.remove",
			params: memberParams,
			answer: null,
			errors: ["conflict"],
		},
		(ctx, { params }) => removeMember(ctx, params.id).then(nothing),
	),
	tenantRoute(
		{
			method: "get",
			path: "/invitations",
			tag,
			summary: "Invitations",
			permission: "member.read",
			query: InvitationQuery,
			answer: InvitationPage,
		},
		(ctx, { query }) => listInvitations(ctx, query),
	),
	tenantRoute(
		{
			method: "post",
			path: "/invitations",
			tag,
			summary: "Invite somebody",
			permission: "member.invite",
			body: InvitationInput,
			answer: InvitationView,
			status: 201,
			idempotent: true,
			errors: ["limit_reached", "already_exists"],
		},
		(ctx, { body }) => inviteMember(ctx, body),
	),
	tenantRoute(
		{
			method: "post",
			path: "/invitations/{id}/resend",
			tag,
			summary: "Send an invitation again",
			permission: "member.invite",
			params: invitationParams,
			answer: null,
			errors: ["conflict"],
		},
		(ctx, { params }) => resendInvitation(ctx, params.id).then(nothing),
	),
	tenantRoute(
		{
			method: "delete",
			path: "/invitations/{id}",
			tag,
			summary: "Revoke an invitation",
			permission: "member.invite",
			params: invitationParams,
			answer: null,
			errors: ["conflict"],
		},
		(ctx, { params }) => revokeInvitation(ctx, params.id).then(nothing),
	),
	publicRoute(
		{
			method: "get",
			path: "/invitations/{id}/offer",
			tag,
			summary: "What an invitation offers",
			permission: "public",
			params: invitationParams,
			answer: InvitationOffer,
		},
		(ctx, { params }) => readInvitation(ctx, params.id),
	),
	userRoute(
		{
			method: "post",
			path: "/invitations/{id}/accept",
			tag,
			summary: "Accept an invitation",
			permission: "signed_in",
			idempotent: true,
			params: invitationParams,
			answer: z.object({ tenantId: idOf("tenant") }),
			errors: ["conflict", "already_exists"],
		},
		(ctx, { params }) => acceptInvitation(ctx, params.id),
	),
];
