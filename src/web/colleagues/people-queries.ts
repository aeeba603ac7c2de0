import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { Invitation, Role } from '../api/types.ts'

export const invitationsQuery = queryOptions({
  queryKey: keys.invitations,
  queryFn: async () => (await ask('GET /api/v1/invitations')).invitations,
})

/** Gives the invitation as it became: with its link when no mail brings it. */
export function useInvite() {
  const refresh = useRefreshPeople()
  return useMutation({
    mutationFn: (body: { readonly email: string; readonly role: Role }): Promise<Invitation> => ask('POST /api/v1/invitations', { body }),
    onSettled: refresh,
  })
}

/** One thing an administrator does with the people of the workspace. */
type PeopleChange =
  | { readonly kind: 'cancel-invitation'; readonly invitationId: string }
  | { readonly kind: 'change-role'; readonly memberId: string; readonly role: Role }
  | { readonly kind: 'remove'; readonly memberId: string }

export function useChangePeople() {
  return useMutation({ mutationFn: change, onSettled: useRefreshPeople() })
}

function useRefreshPeople(): () => Promise<unknown> {
  const queryClient = useQueryClient()
  const stale = [keys.members, keys.invitations, keys.mails, keys.session]
  return () => Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
}

async function change(wish: PeopleChange): Promise<void> {
  switch (wish.kind) {
    case 'cancel-invitation':
      await ask('DELETE /api/v1/invitations/:invitationId', { params: { invitationId: wish.invitationId } })
      return
    case 'change-role':
      await ask('PUT /api/v1/members/:memberId/role', { params: { memberId: wish.memberId }, body: { role: wish.role } })
      return
    case 'remove':
      await ask('DELETE /api/v1/members/:memberId', { params: { memberId: wish.memberId } })
  }
}
