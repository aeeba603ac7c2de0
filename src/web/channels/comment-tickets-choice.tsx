import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { COMMENT_TICKETS } from '#domain/tickets/routing.ts'
import { wordsOf } from '../api/desk-problem.ts'
import { Loaded } from '../settings/loaded.tsx'
import { FormError } from '../ui/form-error.tsx'
import { useNow } from '../ui/use-now.ts'
import { commentTicketsQuery, useChooseCommentTickets } from './comment-tickets-queries.ts'
import { choiceWords, COMMENT_TICKETS_WORDS } from './ticket-switches-words.ts'

/** Of what a Page makes one ticket where people comment. */
export function CommentTicketsChoice({ channelId }: { readonly channelId: string }) {
  const chosen = useQuery(commentTicketsQuery(channelId))
  const choose = useChooseCommentTickets(channelId)
  const now = useNow(60_000)
  const name = useId()
  return (
    <div className="setting" data-below>
      <Loaded query={chosen} what="How comments become tickets">
        {(held) => (
          <fieldset className="radios">
            <legend className="sr">How comments become tickets</legend>
            {COMMENT_TICKETS.map((onePer) => (
              <label key={onePer}>
                <input type="radio" name={name} checked={held.onePer === onePer} onChange={() => choose.mutate(onePer)} />
                <span>
                  {COMMENT_TICKETS_WORDS[onePer].name}
                  <small>{COMMENT_TICKETS_WORDS[onePer].what}</small>
                </span>
              </label>
            ))}
            <p>It holds for new tickets. What stands in a ticket stays there, with all that is written in the same thread.</p>
            <div aria-live="polite">
              <p>{choiceWords(held, now)}</p>
              <FormError message={choose.isError ? wordsOf(choose.error) : undefined} />
            </div>
          </fieldset>
        )}
      </Loaded>
    </div>
  )
}
