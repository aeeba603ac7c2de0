import { useQuery } from '@tanstack/react-query'
import { IconPencil } from '@tabler/icons-react'
import { useSession } from '../session/session.ts'
import { sentenceTime } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import { DraftSaid } from './draft-said.tsx'
import { draftsQuery } from './drafts-queries.ts'
import { isNothing } from './use-begun-reply.ts'

/** That colleagues have begun to write here, and what. */
export function DraftsOfOthers({ ticketId }: { readonly ticketId: string }) {
  const { user } = useSession()
  const now = useNow(60_000)
  const { data } = useQuery(draftsQuery(ticketId))
  const others = data?.drafts.filter((draft) => draft.userId !== user.id && !isNothing(draft)) ?? []
  return others.map(({ userId, name, mode, threadId, text, offer, files, savedAt }) => (
    <details key={[userId, mode, threadId].join(' ')} className="others-draft">
      <summary>
        <IconPencil size={14} aria-hidden="true" />
        <span>
          <b dir="auto">{name}</b> has {mode === 'reply' ? 'a draft' : 'begun an internal comment'} here, saved{' '}
          {sentenceTime(new Date(savedAt), now)}
        </span>
      </summary>
      <DraftSaid text={text} offer={offer ?? undefined} files={files} />
    </details>
  ))
}
