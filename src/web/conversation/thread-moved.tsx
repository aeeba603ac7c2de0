import { Button } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Line } from '../api/types.ts'
import { clockTime } from '../ui/format-time.ts'
import { copyText } from './copy-text.ts'
import { linesQuery } from './conversation-queries.ts'
import { wordsOf, type OutboxEntry } from './outbox-item.ts'
import { takeFromOutbox } from './outbox.ts'
import { sendAsItIs } from './use-send.ts'

type ThreadMovedProps = { readonly entry: OutboxEntry; readonly why: string; readonly lineIds: readonly string[] }

/** Somebody was faster, or wrote meanwhile: what is new stands beside what one wrote, and one more press sends it. */
export function ThreadMoved({ entry, why, lineIds }: ThreadMovedProps) {
  const [isComparing, setComparing] = useState(false)
  const { data } = useInfiniteQuery(linesQuery(entry.ticketId))
  const lines = data?.pages.toReversed().flatMap(({ messages }) => messages) ?? []
  const news = lines.filter(({ id }) => lineIds.includes(id))
  return (
    <div className="explain" data-tone="warn">
      <p className="head">
        <IconHandStop size={16} aria-hidden="true" />
        Held back
      </p>
      <p>{why}</p>
      {isComparing ? <News lines={news} /> : null}
      <div className="buttons">
        <Button size="xs" aria-expanded={isComparing} onClick={() => setComparing(!isComparing)}>
          Compare
        </Button>
        <Button size="xs" onClick={() => sendAsItIs(entry, lines)}>
          Send as it is
        </Button>
        <Button size="xs" variant="quiet" onClick={() => void copyText(wordsOf(entry))}>
          Copy text
        </Button>
        <Button size="xs" variant="quiet" onClick={() => takeFromOutbox(entry)}>
          Delete
        </Button>
      </div>
    </div>
  )
}

function News({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <ol className="moved-news" aria-label="New since you wrote">
      {lines.map((line) => (
        <li key={line.id}>
          <b dir="auto">{nameOf(line)}</b> <span className="num">{clockTime(new Date(line.occurredAt))}</span>
          <p dir="auto">{line.text === '' ? 'Something without words: it stands above.' : line.text}</p>
        </li>
      ))}
    </ol>
  )
}

function nameOf({ author, line }: Line): string {
  const name = author.name ?? (line === 'customer-message' ? 'The customer' : 'Somebody outside Pagedesk')
  return line === 'internal-comment' ? `${name}, internally` : name
}
