import { IconEye, IconEyeOff, IconPencil, IconTrash } from '@tabler/icons-react'
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import { clockTime, dayAndTime, fullTime, isSameDay } from '../../ui/format-time.ts'
import { Album } from '../parts/album.tsx'
import { PartList } from '../parts/part-list.tsx'
import { saidOrder } from '../parts/said-order.ts'
import { UnknownPart } from '../parts/unknown-part.tsx'
import type { MessageLine } from './line-of.ts'
import { MessageText } from './message-text.tsx'
import { Quote } from './quote.tsx'
import { Reactions } from './reactions.tsx'
import { unreadParts } from './unread-parts.ts'

/** Who compares wordings is rare, and the comparing is not small. */
const Edits = lazy(async () => ({ default: (await import('./edits.tsx')).Edits }))

type SaidProps = {
  readonly line: MessageLine
  /** Whose words they are, where they are the first of several. */
  readonly by: { readonly shown: string | undefined; readonly name: string }
  /** The first name of the client. */
  readonly client: string
}

/** A message is the sum of its parts: who said it, what was shared, its words, what this version cannot show of it, and what became of it. */
export function Said({ line, by, client }: SaidProps) {
  const { afterwards, occurredAt, edits } = line
  const [isHistoryOpen, setHistoryOpen] = useState(false)
  return (
    <>
      <Meta by={by.shown} occurredAt={occurredAt}>
        {edits.length < 2 || afterwards === 'taken-back' ? null : (
          <>
            <span>· {edits.length === 2 ? 'edited' : `edited ${edits.length - 1} times`}</span>
            <button type="button" className="link" aria-expanded={isHistoryOpen} onClick={() => setHistoryOpen(!isHistoryOpen)}>
              {isHistoryOpen ? 'Hide history' : 'Show history'}
            </button>
          </>
        )}
      </Meta>
      {afterwards === 'taken-back' ? (
        <TakenBack line={line} by={by.name} client={client} />
      ) : (
        <Parts line={line} by={by.name} client={client} />
      )}
      <Reactions line={line} client={client} />
      {line.isHidden ? (
        <p className="afterwards">
          <IconEyeOff size={14} aria-hidden="true" />
          Hidden. Only the author and their friends see it on Facebook.
        </p>
      ) : null}
      {isHistoryOpen && afterwards !== 'taken-back' ? (
        <Suspense fallback={null}>
          <Edits edits={edits} />
        </Suspense>
      ) : null}
      {afterwards === 'changed' && edits.length < 2 ? (
        <p className="afterwards">
          <IconPencil size={14} aria-hidden="true" />
          Edited later. Facebook did not tell the new text.
        </p>
      ) : null}
    </>
  )
}

type MetaProps = { readonly by: string | undefined; readonly occurredAt: string; readonly children: ReactNode }

/** Above the first of several messages of one person; of the others only what is special. */
function Meta({ by, occurredAt, children }: MetaProps) {
  const at = new Date(occurredAt)
  if (by === undefined && children === null) {
    return null
  }
  return (
    <div className="meta">
      {by === undefined ? null : <b dir="auto">{by}</b>}
      <time dateTime={occurredAt} title={fullTime(at)}>
        {clockTime(at)}
      </time>
      {children}
    </div>
  )
}

type PartsProps = { readonly line: MessageLine; readonly by: string; readonly client: string }

function Parts({ line, by, client }: PartsProps) {
  const { parts, occurredAt } = line
  // What a comment answers is the head of its thread: the place says so.
  const quote = line.isPublic ? null : line.quote
  const { pictures, before, after, text } = useMemo(() => saidOrder(parts, line.text), [parts, line.text])
  const tapped = quote !== null && before.some(({ part }) => part === 'tap') ? { quote, client } : undefined
  return (
    <>
      {pictures.length === 0 ? null : <Album pictures={pictures} by={by} occurredAt={occurredAt} />}
      <PartList parts={before} tapped={tapped} />
      {text === '' && (quote === null || tapped !== undefined) ? null : (
        <div className="bubble" dir="auto" title={fullTime(new Date(occurredAt))}>
          {quote === null || tapped !== undefined ? null : <Quote quote={quote} client={client} />}
          <MessageText text={text} mentions={line.mentions} />
        </div>
      )}
      <PartList parts={after} lineId={line.id} />
      {parts.length > 0 && line.unread === '' ? null : <Unread line={line} />}
    </>
  )
}

function Unread({ line }: { readonly line: MessageLine }) {
  return unreadParts(line).map(({ glyph, name, more }, index) => (
    <UnknownPart key={index} lineId={line.id} kind={glyph} name={name} more={more} />
  ))
}

/** What it said is for administrators only; nobody may answer what was taken back. */
function TakenBack({ line, by, client }: PartsProps) {
  const isTold = !line.withheld && (line.text !== '' || line.parts.length > 0)
  return (
    <>
      <div className="bubble" data-taken>
        <span>
          <IconTrash size={14} aria-hidden="true" /> {takenBackWords(line, client)}
          {line.takenBackAt === null ? null : <TakenBackAt at={new Date(line.takenBackAt)} saidAt={new Date(line.occurredAt)} />}
        </span>
        {isTold ? (
          <span>
            <IconEye size={14} aria-hidden="true" /> You see it because you are an administrator.
          </span>
        ) : (
          <span>Only administrators can read what it said.</span>
        )}
        {isTold && line.text !== '' ? (
          <span className="kept" dir="auto">
            <MessageText text={line.text} mentions={line.mentions} />
          </span>
        ) : null}
      </div>
      {isTold ? <Parts line={{ ...line, text: '' }} by={by} client={client} /> : null}
    </>
  )
}

function takenBackWords({ line, isPublic }: MessageLine, client: string): string {
  if (isPublic) {
    return 'Deleted on Facebook'
  }
  return line === 'customer-message' ? `${client} took back this message` : 'Taken back on Facebook'
}

/** On another day than it was said it says which. */
function TakenBackAt({ at, saidAt }: { readonly at: Date; readonly saidAt: Date }) {
  return (
    <>
      {' · '}
      <time dateTime={at.toISOString()} title={fullTime(at)}>
        {isSameDay(at, saidAt) ? clockTime(at) : dayAndTime(at)}
      </time>
    </>
  )
}
