import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { rightFor } from '#domain/acts/right-for.ts'
import type { ActKind } from '#domain/conversations/subject.ts'
import type { Permission } from '#domain/members/permissions.ts'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { Session } from '../api/types.ts'
import { noteSignedInAs } from './signed-in-as.ts'
import { takeDeskTime } from '../ui/desk-time.ts'

/** What anybody may know before signing in. */
export const deskQuery = queryOptions({
  queryKey: keys.desk,
  queryFn: () => ask('GET /api/v1/desk'),
  staleTime: Infinity,
})

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: async () => {
    const session = await ask('GET /api/v1/session')
    takeDeskTime(session.clock)
    noteSignedInAs(session.memberId)
    return session
  },
  staleTime: 5 * 60_000,
  retry: false,
})

/** Who is signed in; only below the shell, whose route has made sure of it. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

/** The server decides; this only keeps the screen from offering what it would refuse. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission)
}

/** Which acts one may ask for, in public or in private. */
export function useMayAct(isPublic: boolean): (act: ActKind) => boolean {
  const { permissions } = useSession()
  return (act) => permissions.includes(rightFor(act, { isPublic }))
}

/** Takes a session that an answer brought along: sign-in, set-up, invitation. */
export function useBeginSession(): (session: Session) => void {
  const queryClient = useQueryClient()
  return (session) => {
    noteSignedInAs(session.memberId)
    queryClient.clear()
    takeDeskTime(session.clock)
    queryClient.setQueryData(keys.session, session)
  }
}
