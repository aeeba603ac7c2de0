import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { Session } from '../api/types.ts'

export function useChangeName() {
  return useMutation({ mutationFn: (name: string) => ask('PUT /api/v1/account/name', { body: { name } }), onSuccess: useKeep() })
}

export function useChangeEmail() {
  return useMutation({
    mutationFn: (body: { readonly email: string; readonly currentPassword: string }) => ask('PUT /api/v1/account/email', { body }),
    onSuccess: useKeep(),
  })
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: { readonly currentPassword: string; readonly newPassword: string }) => ask('PUT /api/v1/account/password', { body }),
  })
}

/** One's own name stands on every screen: at once, and not when an event tells of it. */
function useKeep(): (session: Session) => Promise<void> {
  const queryClient = useQueryClient()
  return async (session) => {
    queryClient.setQueryData(keys.session, session)
    await queryClient.invalidateQueries({ queryKey: keys.members })
  }
}
