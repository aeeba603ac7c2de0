import { Button } from '@mantine/core'
import { IconAlertCircle, IconClock, IconDeviceFloppy, IconEyeOff, IconLoader2 } from '@tabler/icons-react'
import { useConnection } from '../live/connection.ts'
import { useMay, useSession } from '../session/session.ts'
import { clockTime, fullTime } from '../ui/format-time.ts'
import { showToast } from '../ui/toast-store.ts'
import { copyText } from './copy-text.ts'
import { ThreadMoved } from './thread-moved.tsx'
import { wordsOf, type OutboxEntry } from './outbox-item.ts'
import { ModeMark } from './lines/mode-mark.tsx'
import { useTrouble, type Trouble } from './outbox-progress.ts'
import { Album } from './parts/album.tsx'
import { PartList } from './parts/part-list.tsx'
import { shownOffer } from './offers/shown-offer.ts'
import { saidOrder } from './parts/said-order.ts'
import { isOnlyInThisTab, takeFromOutbox } from './outbox.ts'
import { sendAgain } from './use-send.ts'

type EntryProps = { readonly entry: OutboxEntry }

/** What one has just written, before the desk has it; why it waits; or why the desk did not take it. */
export function OutboxLine({ entry }: EntryProps) {
  const { user } = useSession()
  const at = new Date(entry.writtenAt)
  if (entry.mode === 'internal') {
    return (
      <div className="note">
        <p className="meta">
          <IconEyeOff size={14} aria-hidden="true" />
          <b>Internal comment</b>
          <span title={fullTime(at)}>
            {user.name} · {clockTime(at)}
          </span>
        </p>
        <p className="say" dir="auto">
          {entry.text}
        </p>
        <EntryState entry={entry} />
      </div>
    )
  }
  return (
    <div className="msg" data-us data-state={entry.refusal === undefined ? 'queued' : 'failed'}>
      <div className="body">
        <div className="meta">
          <b dir="auto">{user.name}</b>
          <span title={fullTime(at)}>{clockTime(at)}</span>
          <ModeMark mode={entry.replyMode} />
        </div>
        {wordsOf(entry) === '' ? null : (
          <div className="bubble" dir="auto">
            {entry.quoting === undefined ? null : (
              <span className="quote">
                <span className="ellipsis" dir="auto">
                  {entry.quoting.words}
                </span>
              </span>
            )}
            {entry.mention === undefined ? null : <b>{entry.mention.name} </b>}
            {entry.text}
          </div>
        )}
        {entry.more.map((text, index) => (
          <div key={index} className="bubble" dir="auto">
            {text}
          </div>
        ))}
        <Files entry={entry} by={user.name} />
        {entry.offer && <PartList parts={[shownOffer(entry.offer)]} />}
        <EntryState entry={entry} />
      </div>
    </div>
  )
}

/** As they will stand in the conversation. */
function Files({ entry: { files, writtenAt }, by }: EntryProps & { readonly by: string }) {
  const { pictures, before, after } = saidOrder(files, '')
  return (
    <>
      {pictures.length === 0 ? null : <Album pictures={pictures} by={by} occurredAt={writtenAt} />}
      <PartList parts={[...before, ...after]} />
    </>
  )
}

type Waiting = { readonly isReply: boolean; readonly trouble: Trouble | undefined; readonly isConnected: boolean }

function waitingWords({ isReply, trouble, isConnected }: Waiting): string {
  if (trouble === 'server-trouble') {
    return 'Waits in this browser. Pagedesk has a problem; we try again until it works.'
  }
  return isConnected
    ? 'Waits in this browser. Pagedesk did not answer; we try again until it does.'
    : `Waits in this browser. ${isReply ? 'Sends' : 'Added'} when you are connected again.`
}

function EntryState({ entry }: EntryProps) {
  const trouble = useTrouble(entry.key)
  const connection = useConnection()
  const isReply = entry.mode === 'reply'
  if (entry.refusal !== undefined && entry.news !== undefined) {
    return <ThreadMoved entry={entry} why={entry.refusal} lineIds={entry.news} />
  }
  if (entry.refusal !== undefined) {
    return <Refused entry={entry} refusal={entry.refusal} />
  }
  if (trouble === undefined && connection.kind === 'live') {
    return (
      <span className="state" data-state="sending">
        <IconLoader2 size={14} aria-hidden="true" />
        {isReply ? 'Sending…' : 'Adding…'}
      </span>
    )
  }
  return (
    <div className="waits">
      <span className="state" data-state="queued">
        <IconClock size={14} aria-hidden="true" />
        {waitingWords({ isReply, trouble, isConnected: connection.kind === 'live' })}
      </span>
      <OnlyHere entry={entry} />
      <div className="buttons">
        <Button size="xs" variant="quiet" onClick={() => void copyText(wordsOf(entry))}>
          Copy text
        </Button>
        <Button size="xs" variant="quiet" onClick={() => removeWaiting(entry)}>
          Remove
        </Button>
      </div>
    </div>
  )
}

function Refused({ entry, refusal }: EntryProps & { readonly refusal: string }) {
  const mayWrite = useMay(entry.mode === 'reply' ? 'ticket.reply' : 'ticket.comment-internally')
  return (
    <div className="explain" data-tone="bad">
      <p className="head">
        <IconAlertCircle size={16} aria-hidden="true" />
        {entry.mode === 'reply' ? 'Not sent' : 'Not added'}
      </p>
      <p>{refusal}</p>
      <OnlyHere entry={entry} />
      <div className="buttons">
        {mayWrite ? (
          <Button size="xs" onClick={() => sendAgain(entry)}>
            Try again
          </Button>
        ) : null}
        <Button size="xs" onClick={() => void copyText(wordsOf(entry))}>
          Copy text
        </Button>
        <Button size="xs" variant="quiet" onClick={() => takeFromOutbox(entry)}>
          Remove
        </Button>
      </div>
    </div>
  )
}

function OnlyHere({ entry }: EntryProps) {
  return isOnlyInThisTab(entry) ? (
    <span className="state">
      <IconDeviceFloppy size={14} aria-hidden="true" />
      This browser could not store it. Keep this tab open until it is sent, or copy the text.
    </span>
  ) : null
}

/** An attempt that nobody answered may have reached the desk all the same. */
function removeWaiting(entry: OutboxEntry): void {
  takeFromOutbox(entry)
  showToast({ message: 'Removed from this browser. If it had reached Pagedesk already, it appears in the conversation.' })
}
