import { useQuery } from '@tanstack/react-query'
import { membersQuery } from '../colleagues/members-query.ts'

/** The name of somebody who may do what one may not: whoever has been administrator here longest. */
export function useAdministrator(): string | undefined {
  const { data } = useQuery(membersQuery)
  const administrators = (data ?? []).filter((member) => member.role === 'administrator')
  return administrators.toSorted((a, b) => a.joinedAt.localeCompare(b.joinedAt))[0]?.name
}
