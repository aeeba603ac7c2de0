import { z } from 'zod'
import { MailState } from '../mails/contract.ts'
import { AnyMemberId } from '../contract/ids.ts'
import { Instant, Nothing, type RouteContract, Uuid } from '../contract/route.ts'
import { Role, Session } from '../session/contract.ts'
import { Email, LinkToken, Name, Password } from '../contract/typed.ts'

const tags = ['members']

export const Member = z
  .object({ id: Uuid, userId: Uuid, name: z.string(), email: z.string(), role: Role, joinedAt: Instant })
  .meta({ id: 'Member' })
export type Member = z.infer<typeof Member>

export const Invitation = z
  .object({
    id: Uuid,
    email: z.string(),
    role: Role,
    invitedBy: z.string(),
    mailState: MailState,
    /** Where the invited person joins, when the mail did not leave the desk and somebody has to hand it on. A secret. */
    link: z.string().nullable(),
    expiresAt: Instant,
    createdAt: Instant,
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof Invitation>

const MemberParams = z.object({ memberId: AnyMemberId })

export const listMembers = {
  method: 'GET',
  url: '/api/v1/members',
  schema: { tags, summary: 'Everybody who works here', response: { 200: z.object({ members: z.array(Member) }) } },
} as const satisfies RouteContract

export const changeMemberRole = {
  method: 'PUT',
  url: '/api/v1/members/:memberId/role',
  schema: {
    tags,
    summary: 'Give a colleague another role',
    params: MemberParams,
    body: z.strictObject({ role: Role }),
    response: { 200: Member },
  },
} as const satisfies RouteContract

export const removeMember = {
  method: 'DELETE',
  url: '/api/v1/members/:memberId',
  schema: { tags, summary: 'Remove a colleague; their sessions end at once', params: MemberParams, response: { 204: Nothing } },
} as const satisfies RouteContract

export const listInvitations = {
  method: 'GET',
  url: '/api/v1/invitations',
  schema: { tags, summary: 'Invitations that wait for an answer', response: { 200: z.object({ invitations: z.array(Invitation) }) } },
} as const satisfies RouteContract

export const inviteMember = {
  method: 'POST',
  url: '/api/v1/invitations',
  schema: {
    tags,
    summary: 'Invite a colleague by e-mail',
    body: z.strictObject({ email: Email, role: Role }),
    response: { 201: Invitation },
  },
} as const satisfies RouteContract

export const cancelInvitation = {
  method: 'DELETE',
  url: '/api/v1/invitations/:invitationId',
  schema: { tags, summary: 'Withdraw an invitation', params: z.object({ invitationId: Uuid }), response: { 204: Nothing } },
} as const satisfies RouteContract

/** The token stands in the mail's link, `/invitation/TOKEN`; it is a secret and stored hashed. */
export const lookUpInvitation = {
  method: 'POST',
  url: '/api/v1/invitation-lookups',
  schema: {
    tags,
    summary: 'Which workspace an invitation leads to',
    body: z.strictObject({ token: LinkToken }),
    response: { 200: z.object({ workspaceName: z.string(), email: z.string(), role: Role, invitedBy: z.string() }) },
  },
} as const satisfies RouteContract

export const acceptInvitation = {
  method: 'POST',
  url: '/api/v1/invitation-acceptances',
  schema: {
    tags,
    summary: 'Accept an invitation with a name and a password, and sign in',
    body: z.strictObject({ token: LinkToken, name: Name, password: Password }),
    response: { 201: Session },
  },
} as const satisfies RouteContract
