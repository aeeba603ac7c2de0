import { queryOptions, useQuery } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { keys } from '../api/query-client.ts'
import type { FileStorage } from '../api/types.ts'
import { useMay } from '../session/session.ts'

const fileStorageQuery = queryOptions({
  queryKey: keys.fileStorage,
  queryFn: ({ signal }) => ask('GET /api/v1/file-storage', { signal }),
})

/** That our own storage takes no files, for those who can mend it; undefined while it does, and for everybody else. */
export function useStorageProblem(): FileStorage['problem'] | undefined {
  const mayManage = useMay('workspace.manage')
  const { data } = useQuery({ ...fileStorageQuery, enabled: mayManage })
  return mayManage ? (data?.problem ?? undefined) : undefined
}
