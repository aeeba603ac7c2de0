import { clockTime } from '../../ui/format-time.ts'
import type { MessageLine } from './line-of.ts'
import { shownReactions, type ShownReaction } from './our-reaction.ts'
import { reactionWords } from './reaction-words.ts'
import { useAskedReaction } from './use-react.ts'
import './reaction.css'

const WAITS: Readonly<Record<NonNullable<ShownReaction['waits']>, string>> = {
  'to-come': ', waiting for Facebook',
  'to-go': ', being taken back',
}

/** Who reacted how to a message, below it; what waits of ours says so. */
export function Reactions({ line, client }: { readonly line: MessageLine; readonly client: string }) {
  const shown = shownReactions(line, useAskedReaction(line.id))
  if (shown.length === 0) {
    return null
  }
  return (
    <ul className="reacts">
      {shown.map((reaction) => {
        const { shown: words, heard } = reactionWords(reaction, client)
        const told = `${heard}${reaction.waits === undefined ? '' : WAITS[reaction.waits]}`
        return (
          <li
            key={`${reaction.by} ${reaction.reaction} ${reaction.at}`}
            className="react"
            data-ours={reaction.by === 'page' || undefined}
            data-waits={reaction.waits}
            title={`${told} · ${clockTime(new Date(reaction.at))}`}
          >
            <span aria-hidden="true">{words}</span>
            <span className="sr">{told}</span>
          </li>
        )
      })}
    </ul>
  )
}
