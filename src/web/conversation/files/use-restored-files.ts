import { useEffect } from 'react'
import { ask } from '../../api/client.ts'
import { outboxOf } from '../outbox.ts'
import { restoreFiles, type Reply } from './chosen-files.ts'

/** Replies of which this tab has looked for files. */
const looked = new Set<string>()

/** What was brought for this reply before a reload, or in another browser, and not sent, stands with it again. */
export function useRestoredFiles({ memberId, ticketId, threadId }: Reply, takesFiles: boolean): void {
  useEffect(() => {
    const name = [memberId, ticketId, threadId].join(' ')
    if (!takesFiles || looked.has(name)) {
      return
    }
    looked.add(name)
    ask('GET /api/v1/tickets/:ticketId/files', { params: { ticketId }, query: threadId === undefined ? {} : { threadId } }).then(
      ({ files }) => {
        const sent = new Set(outboxOf(memberId).flatMap((entry) => entry.files.map(({ id }) => id)))
        restoreFiles(
          { memberId, ticketId, threadId },
          files.filter(({ id }) => !sent.has(id)),
        )
      },
      // Looked for again when one comes back here: what was brought stays at the desk for a week.
      () => looked.delete(name),
    )
  }, [memberId, ticketId, threadId, takesFiles])
}
