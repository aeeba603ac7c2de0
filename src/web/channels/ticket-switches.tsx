import { useQuery } from '@tanstack/react-query'
import { Fragment, useId } from 'react'
import { wordsOf } from '../api/desk-problem.ts'
import type { TicketSwitch } from '../api/types.ts'
import { Loaded } from '../settings/loaded.tsx'
import { FormError } from '../ui/form-error.tsx'
import { Switch } from '../ui/switch.tsx'
import { useNow } from '../ui/use-now.ts'
import { CommentTicketsChoice } from './comment-tickets-choice.tsx'
import { ticketSwitchesQuery, useSwitchTickets } from './ticket-switches-queries.ts'
import { KIND_WORDS, stateWords, waitingWords } from './ticket-switches-words.ts'

/** Of what a Page makes tickets, a switch for each kind, with what turning it does. */
export function TicketSwitches({ channelId }: { readonly channelId: string }) {
  const switches = useQuery(ticketSwitchesQuery(channelId))
  const heading = useId()
  return (
    <section aria-labelledby={heading}>
      <h2 className="group-label" id={heading}>
        What becomes a ticket
      </h2>
      <p className="settings-lead">
        Turning one off loses nothing. What customers write is kept and shown in Posts, without a ticket; tickets that exist continue. When
        you turn it back on, everyone who still waits for an answer gets a ticket, however long ago they wrote. Private messages always
        become tickets.
      </p>
      <Loaded query={switches} what="The switches">
        {(all) => (
          <div className="card">
            {all.map((each) => (
              <Fragment key={each.kind}>
                <TicketSwitchRow channelId={channelId} ticketSwitch={each} />
                {each.kind === 'comment' ? <CommentTicketsChoice channelId={channelId} /> : null}
              </Fragment>
            ))}
          </div>
        )}
      </Loaded>
    </section>
  )
}

type RowProps = { readonly channelId: string; readonly ticketSwitch: TicketSwitch }

function TicketSwitchRow({ channelId, ticketSwitch }: RowProps) {
  const switching = useSwitchTickets(channelId)
  const now = useNow(60_000)
  const [whatId, stateId] = [useId(), useId()]
  const { name, what, icon: Glyph } = KIND_WORDS[ticketSwitch.kind]
  const [state, waiting] = [stateWords(ticketSwitch, now), waitingWords(ticketSwitch)]
  return (
    <div className="setting">
      <h3>
        <Glyph size={18} aria-hidden="true" />
        {name}
      </h3>
      <p id={whatId}>{what}</p>
      {/* Not disabled while the desk answers: a disabled switch would drop the focus. */}
      <Switch
        label={`${name} become tickets`}
        isOn={ticketSwitch.isOn}
        onSwitch={(isOn) => switching.mutate({ kind: ticketSwitch.kind, isOn })}
        describedBy={`${whatId} ${stateId}`}
      />
      <div className="rest" id={stateId} aria-live="polite">
        {state === undefined ? null : <p>{state}</p>}
        {waiting === undefined ? null : <p className="waiting">{waiting}</p>}
        <FormError message={switching.isError ? wordsOf(switching.error) : undefined} />
      </div>
    </div>
  )
}
