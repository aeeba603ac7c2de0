import { Button } from '@mantine/core'
import { IconAlertCircle, IconEyeOff } from '@tabler/icons-react'
import { useSession } from '../session/session.ts'
import { clockTime } from '../ui/format-time.ts'
import { copyText, QuietStateLine } from './message-state-line.tsx'
import { takeFromOutbox, type OutboxEntry } from './outbox.ts'
import { useSend } from './use-send.ts'

/** What one has just written, before the desk has it; or why it did not take it. */
export function OutboxLine({ entry }: { readonly entry: OutboxEntry }) {
  const { user } = useSession()
  const at = new Date(entry.writtenAt)
  if (entry.mode === 'internal') {
    return (
      <div className="note">
        <p className="meta">
          <IconEyeOff size={14} aria-hidden="true" />
          <b>Internal comment</b>
          <span>
            {user.name} · {clockTime(at)} · {entry.refusal === undefined ? 'adding…' : 'not added'}
          </span>
        </p>
        <p className="say" dir="auto">
          {entry.text}
        </p>
        <Refusal entry={entry} head="Not added" />
      </div>
    )
  }
  return (
    <div className="msg" data-us data-state={entry.refusal === undefined ? 'queued' : 'failed'}>
      <div className="body">
        <div className="meta">
          <b dir="auto">{user.name}</b>
          <span>{clockTime(at)}</span>
        </div>
        <div className="bubble" dir="auto">
          {entry.text}
        </div>
        {entry.refusal === undefined ? <QuietStateLine state="queued" at={at} isWayOpen /> : <Refusal entry={entry} head="Not sent" />}
      </div>
    </div>
  )
}

function Refusal({ entry, head }: { readonly entry: OutboxEntry; readonly head: string }) {
  const { sendAgain } = useSend(entry.ticketId)
  if (entry.refusal === undefined) {
    return null
  }
  return (
    <div className="explain" data-tone="bad">
      <p className="head">
        <IconAlertCircle size={16} aria-hidden="true" />
        {head}
      </p>
      <p>{entry.refusal}</p>
      <div className="buttons">
        <Button size="xs" onClick={() => sendAgain(entry)}>
          Try again
        </Button>
        <Button size="xs" onClick={() => void copyText(entry.text)}>
          Copy text
        </Button>
        <Button size="xs" variant="quiet" onClick={() => takeFromOutbox(entry.key)}>
          Remove
        </Button>
      </div>
    </div>
  )
}
