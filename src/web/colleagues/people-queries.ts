import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answerOf, api } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { Role } from '../api/types.ts'

export const invitationsQuery = queryOptions({
  queryKey: keys.invitations,
  queryFn: async () => (await answerOf(api.GET('/api/v1/invitations'))).invitations,
})

/** One thing an administrator does with the people of the workspace. */
type PeopleChange =
  | { readonly kind: 'invite'; readonly email: string; readonly role: Role }
  | { readonly kind: 'cancel-invitation'; readonly invitationId: string }
  | { readonly kind: 'change-role'; readonly memberId: string; readonly role: Role }
  | { readonly kind: 'remove'; readonly memberId: string }

export function useChangePeople() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all(
        [keys.members, keys.invitations, keys.mails, keys.session].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      ),
  })
}

async function change(wish: PeopleChange): Promise<void> {
  switch (wish.kind) {
    case 'invite':
      await answerOf(api.POST('/api/v1/invitations', { body: { email: wish.email, role: wish.role } }))
      return
    case 'cancel-invitation':
      await answerOf(api.DELETE('/api/v1/invitations/{invitationId}', { params: { path: { invitationId: wish.invitationId } } }))
      return
    case 'change-role':
      await answerOf(
        api.PUT('/api/v1/members/{memberId}/role', { params: { path: { memberId: wish.memberId } }, body: { role: wish.role } }),
      )
      return
    case 'remove':
      await answerOf(api.DELETE('/api/v1/members/{memberId}', { params: { path: { memberId: wish.memberId } } }))
  }
}
