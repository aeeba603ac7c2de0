import { Button } from '@mantine/core'
import { IconCode, IconCopy, IconMessageCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnswerOf } from '#api/contract/endpoints.ts'
import { ask } from '../../api/client.ts'
import { wordsOf } from '../../api/desk-problem.ts'
import { useMay } from '../../session/session.ts'
import { copyText } from '../copy-text.ts'
import { PartGlyph, type PartKind } from '../lines/part-glyph.tsx'
import { useTalk } from './talk-context.ts'

type UnknownPartProps = {
  readonly lineId: string
  readonly kind: PartKind
  readonly name: string
  readonly more: string
}

/** What this version cannot show: what it is as far as that is known, and for administrators just as it came. */
export function UnknownPart({ lineId, kind, name, more }: UnknownPartProps) {
  const mayManage = useMay('workspace.manage')
  return (
    <div className="unknown">
      <p className="head">
        <PartGlyph kind={kind} size={16} />
        {name}
      </p>
      {more === '' ? null : <p>{more}</p>}
      {mayManage ? <Raw lineId={lineId} /> : null}
    </div>
  )
}

/** The raw data of a line, fetched when somebody wants to see it. */
export function Raw({ lineId }: { readonly lineId: string }) {
  const { talkId } = useTalk()
  const [isOpen, setOpen] = useState(false)
  const { data, error } = useQuery({
    queryKey: ['raw', lineId],
    queryFn: () => ask('GET /api/v1/tickets/:ticketId/messages/:messageId/raw', { params: { ticketId: talkId, messageId: lineId } }),
    enabled: isOpen,
  })
  const raw = data === undefined ? undefined : laidOut(data)
  return (
    <>
      {isOpen && raw !== undefined ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by the keyboard
        <pre className="raw" tabIndex={0} aria-label="Raw data">
          {raw}
        </pre>
      ) : null}
      {isOpen && error !== null ? <p role="alert">{wordsOf(error)}</p> : null}
      <div className="acts">
        <Button size="xs" aria-expanded={isOpen} leftSection={<IconCode size={16} aria-hidden="true" />} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide raw' : 'Show raw'}
        </Button>
        {isOpen && raw !== undefined ? (
          <Button size="xs" leftSection={<IconCopy size={16} aria-hidden="true" />} onClick={() => void copyText(raw)}>
            Copy
          </Button>
        ) : null}
      </div>
    </>
  )
}

/** In lines that a person can read; what was cut is no JSON any more. */
function laidOut({ raw, isWhole, length }: AnswerOf<'GET /api/v1/tickets/:ticketId/messages/:messageId/raw'>): string {
  return isWhole ? JSON.stringify(JSON.parse(raw), undefined, 2) : `${raw}…\n(the first part of ${length} characters)`
}

export function UnsupportedPart() {
  return (
    <div className="unknown">
      <p className="head">
        <IconMessageCircle size={16} aria-hidden="true" />
        Facebook does not pass this message to apps
      </p>
      <p>It can be seen in Messenger only, for example a poll or a disappearing message.</p>
    </div>
  )
}
