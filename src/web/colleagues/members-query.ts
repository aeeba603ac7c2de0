import { queryOptions } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'

export const membersQuery = queryOptions({
  queryKey: keys.members,
  queryFn: async () => (await ask('GET /api/v1/members')).members,
})
