import { IconEye, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { usePresence } from '../live/presence.ts'
import { membersQuery } from '../colleagues/members-query.ts'

/** Who else looks at the ticket, or writes, in words; undefined: nobody. */
function usePresenceWords(ticketId: string): { readonly words: string; readonly isTyping: boolean } | undefined {
  const present = usePresence(ticketId)
  const { data: members } = useQuery({ ...membersQuery, enabled: present.length > 0 })
  if (present.length === 0) {
    return undefined
  }
  const typing = present.filter(({ kind }) => kind === 'typing')
  const meant = new Set((typing.length > 0 ? typing : present).map(({ memberId }) => memberId))
  const named = [...meant].map(nameOf)
  const verb = named.length === 1 ? 'is' : 'are'
  const doing = typing.length > 0 ? 'writing a reply' : 'looking at this ticket'
  return { words: `${named.join(' and ')} ${verb} ${doing}`, isTyping: typing.length > 0 }

  function nameOf(memberId: string): string {
    return members?.find(({ id }) => id === memberId)?.name ?? 'A colleague'
  }
}

/** In a row of the list. */
export function PresenceMark({ ticketId }: { readonly ticketId: string }) {
  const seen = usePresenceWords(ticketId)
  if (seen === undefined) {
    return null
  }
  const Glyph = seen.isTyping ? IconPencil : IconEye
  return (
    <span className="presence-mark" title={seen.words}>
      <Glyph size={14} aria-hidden="true" />
      <span className="words">{seen.words}</span>
    </span>
  )
}

/** Above where one answers. */
export function PresenceLine({ ticketId }: { readonly ticketId: string }) {
  const seen = usePresenceWords(ticketId)
  const Glyph = seen?.isTyping ? IconPencil : IconEye
  return (
    <output className="presence-line">
      {seen === undefined ? null : (
        <>
          <Glyph size={14} aria-hidden="true" />
          {seen.words}
          {seen.isTyping ? '…' : ''}
        </>
      )}
    </output>
  )
}
