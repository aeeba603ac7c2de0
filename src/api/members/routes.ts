import type { MemberId } from '#domain/ids.ts'
import { cancelInvitation as cancel } from '#desk/members/cancel-invitation.ts'
import { changeMemberRole as changeRole } from '#desk/members/change-role.ts'
import { inviteMember as invite } from '#desk/members/invite-member.ts'
import { removeMember as remove } from '#desk/members/remove-member.ts'
import { listPendingInvitations } from '#storage/invitations.ts'
import { listMembers as readMembers } from '#storage/members.ts'
import { callerOf } from '../server/authenticate.ts'
import type { Api } from '../server/api.ts'
import type { ApiContext } from '../context.ts'
import {
  acceptInvitation,
  cancelInvitation,
  changeMemberRole,
  inviteMember,
  listInvitations,
  listMembers,
  lookUpInvitation,
  removeMember,
} from './contract.ts'
import { presentInvitation, presentMember } from './present.ts'
import { enter } from '../session/routes.ts'

type Context = Pick<ApiContext, 'accounts' | 'desk' | 'publicUrl' | 'isSmtpConfigured'>

const administrators = { permission: 'workspace.manage' } as const

/** Colleagues and invitations. */
export function registerMembers(app: Api, context: Context): void {
  registerColleagues(app, context)
  registerInvitations(app, context)
  registerInvitedDoor(app, context)
}

function registerColleagues(app: Api, { desk }: Context): void {
  app.route({
    ...listMembers,
    handler: async (request) => ({ members: (await readMembers(desk.db, request.actor.workspaceId)).map(presentMember) }),
  })
  app.route({
    ...changeMemberRole,
    config: administrators,
    handler: async ({ actor, params, body }) =>
      presentMember(await changeRole(desk, actor, { memberId: params.memberId as MemberId, role: body.role })),
  })
  app.route({
    ...removeMember,
    config: administrators,
    handler: async (request, reply) => {
      await remove(desk, request.actor, request.params.memberId as MemberId)
      return reply.code(204).send(null)
    },
  })
}

function registerInvitations(app: Api, { desk, publicUrl, isSmtpConfigured }: Context): void {
  app.route({
    ...listInvitations,
    config: administrators,
    handler: async (request) => {
      const invitations = await listPendingInvitations(desk.db, request.actor.workspaceId, desk.now())
      return { invitations: invitations.map(presentInvitation) }
    },
  })
  app.route({
    ...inviteMember,
    config: administrators,
    handler: async (request, reply) => {
      const invitation = await invite(desk, request.actor, { ...request.body, publicUrl, isSmtpConfigured })
      return reply.code(201).send(presentInvitation(invitation))
    },
  })
  app.route({
    ...cancelInvitation,
    config: administrators,
    handler: async (request, reply) => {
      await cancel(desk, request.actor, request.params.invitationId)
      return reply.code(204).send(null)
    },
  })
}

function registerInvitedDoor(app: Api, { accounts, desk }: Context): void {
  app.route({
    ...lookUpInvitation,
    config: { isPublic: true },
    handler: async (request) => accounts.lookUpInvitation(request.body.token, callerOf(request)),
  })
  app.route({
    ...acceptInvitation,
    config: { isPublic: true },
    handler: async (request, reply) => enter(reply, desk, await accounts.acceptInvitation(request.body, callerOf(request))),
  })
}
