import { Button } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useSession } from '../session/session.ts'
import { Banner } from '../ui/banner.tsx'
import { copyText } from './copy-text.ts'
import type { OutboxEntry } from './outbox-item.ts'
import { dropUnreadable, useOutbox, useUnreadable, type UnreadableItem } from './outbox.ts'

export type UnsentNews =
  | { readonly kind: 'refused'; readonly first: OutboxEntry; readonly count: number }
  | { readonly kind: 'unreadable'; readonly item: UnreadableItem }

/** Texts of one's own that only a person can bring further, unless the screen shows them already. */
export function useUnsentNews(pathname: string): UnsentNews | undefined {
  const { memberId } = useSession()
  const refused = useOutbox(memberId).filter(({ refusal, ticketId }) => refusal !== undefined && !pathname.endsWith(ticketId))
  const [unreadable] = useUnreadable(memberId)
  const [first] = refused
  if (first !== undefined) {
    return { kind: 'refused', first, count: refused.length }
  }
  return unreadable === undefined ? undefined : { kind: 'unreadable', item: unreadable }
}

/** How many texts of one's own wait in this browser, for the banner that says why. */
export function useWaitingWords(): string {
  const { memberId } = useSession()
  const count = useOutbox(memberId).filter(({ refusal }) => refusal === undefined).length
  if (count === 0) {
    return ''
  }
  return count === 1
    ? ' 1 text of yours is waiting in this browser and will be sent then.'
    : ` ${count} texts of yours are waiting in this browser and will be sent then.`
}

export function UnsentBanner({ news }: { readonly news: UnsentNews }) {
  const icon = <IconAlertCircle size={18} aria-hidden="true" />
  if (news.kind === 'refused') {
    const { first, count } = news
    return (
      <Banner
        tone="bad"
        icon={icon}
        action={
          <Button
            size="xs"
            renderRoot={(props) => <Link to="/tickets/$folder/$ticketId" params={{ folder: 'all', ticketId: first.ticketId }} {...props} />}
          >
            See why
          </Button>
        }
      >
        <b>{count === 1 ? '1 text of yours was not sent.' : `${count} texts of yours were not sent.`}</b> The ticket says why, and what you
        can do.
      </Banner>
    )
  }
  return (
    <Banner
      tone="bad"
      icon={icon}
      action={
        <span className="buttons">
          <Button size="xs" onClick={() => void copyText(news.item.item)}>
            Copy it
          </Button>
          <Button size="xs" variant="quiet" onClick={() => dropUnreadable(news.item)}>
            Remove
          </Button>
        </span>
      }
    >
      <b>A text of yours in this browser is damaged and was not sent.</b> Copy it to see what is left of it, then write it again.
    </Banner>
  )
}
