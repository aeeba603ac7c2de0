import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { ask } from '../../api/client.ts'
import { useSession } from '../../session/session.ts'
import { draftsQuery } from '../drafts-queries.ts'
import { outboxOf } from '../outbox.ts'
import { useChosenFiles, type ChosenFile, type Reply } from './choices.ts'
import { dropGone, restoreFiles, wasShown } from './chosen-files.ts'

/** What was brought for this reply before a reload, or in another browser, and not sent, stands with it again; what was sent or removed there goes. */
export function useRestoredFiles({ memberId, ticketId, threadId }: Reply, takesFiles: boolean): void {
  const there = useFilesThere(ticketId, threadId)
  const chosen = useChosenFiles({ memberId, ticketId, threadId })
  // What this tab brings is known to it once its own answer is there.
  const missing = takesFiles && !chosen.some(isUnderWay) ? there.filter((id) => !wasShown(id)).join(' ') : ''

  useEffect(() => {
    if (missing === '') {
      return
    }
    ask('GET /api/v1/tickets/:ticketId/files', { params: { ticketId }, query: threadId === undefined ? {} : { threadId } }).then(
      ({ files }) => {
        const sent = new Set(outboxOf(memberId).flatMap((entry) => entry.files.map(({ id }) => id)))
        restoreFiles(
          { memberId, ticketId, threadId },
          files.filter(({ id }) => !sent.has(id)),
        )
      },
      // Looked for again when one comes back here: what was brought stays at the desk for a week.
      () => undefined,
    )
  }, [memberId, ticketId, threadId, missing])

  useEffect(() => dropGone({ memberId, ticketId, threadId }, there), [memberId, ticketId, threadId, there])
}

/** The ids of what the desk has for this reply. */
function useFilesThere(ticketId: string, threadId: string | undefined): readonly string[] {
  const { user } = useSession()
  const { data } = useQuery(draftsQuery(ticketId))
  return useMemo(() => {
    const draft = data?.drafts.find((each) => each.userId === user.id && each.mode === 'reply' && each.threadId === (threadId ?? null))
    return draft?.files.map(({ id }) => id) ?? []
  }, [data, user.id, threadId])
}

function isUnderWay({ state }: ChosenFile): boolean {
  return state.kind === 'waiting' || state.kind === 'uploading'
}
