import { IconPencil, IconTrash } from '@tabler/icons-react'
import { clockTime, fullTime } from '../../ui/format-time.ts'
import type { MessageLine } from './line-of.ts'
import { MessageText } from './message-text.tsx'
import { PartGlyph } from './part-glyph.tsx'
import { unreadParts, type UnreadPart } from './unread-parts.ts'

/** Above the first of several messages of one person. */
export function SaidBy({ name, occurredAt }: { readonly name: string; readonly occurredAt: string }) {
  const at = new Date(occurredAt)
  return (
    <div className="meta">
      <b dir="auto">{name}</b>
      <time dateTime={occurredAt} title={fullTime(at)}>
        {clockTime(at)}
      </time>
    </div>
  )
}

/** A message is the sum of its parts: its words, what this version cannot show of it, and what became of it. */
export function Said({ line }: { readonly line: MessageLine }) {
  const { text, afterwards, occurredAt } = line
  return (
    <>
      {text === '' ? null : (
        <div
          className="bubble"
          dir="auto"
          data-taken-back={afterwards === 'taken-back' || undefined}
          title={fullTime(new Date(occurredAt))}
        >
          <MessageText text={text} />
        </div>
      )}
      {unreadParts(line).map((part, index) => (
        <UnreadLine key={index} part={part} />
      ))}
      <Afterwards afterwards={afterwards} />
    </>
  )
}

function UnreadLine({ part }: { readonly part: UnreadPart }) {
  return (
    <div className="bubble" data-placeholder>
      <PartGlyph part={part} />
      {part.more === '' ? part.name : `${part.name}. ${part.more}`}
    </div>
  )
}

/** The words above are the ones from before: nobody may answer what was taken back. */
function Afterwards({ afterwards }: Pick<MessageLine, 'afterwards'>) {
  switch (afterwards) {
    case null:
      return null
    case 'changed':
      return (
        <p className="afterwards">
          <IconPencil size={14} aria-hidden="true" />
          Changed later. The new text is not shown in this version.
        </p>
      )
    case 'taken-back':
      return (
        <p className="afterwards">
          <IconTrash size={14} aria-hidden="true" />
          Taken back later on Facebook
        </p>
      )
  }
}
