import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { TICKET_PRIORITIES, TICKET_TYPES } from '#domain/tickets/status.ts'
import type { Ticket } from '../api/types.ts'
import { useMay } from '../session/session.ts'
import { fullTime, sentenceTime } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import { AssigneeMenu } from './assignee-menu.tsx'
import { PriorityMark } from './status.tsx'
import { PRIORITY_NAMES, TYPE_NAMES } from './status-names.ts'
import { useChangeTicket } from './ticket-work.ts'

/** Priority, type, group, tags. */
export function TicketFacts({ ticket }: { readonly ticket: Ticket }) {
  const change = useChangeTicket(ticket.id)
  const now = useNow(60_000)
  const createdAt = new Date(ticket.createdAt)
  return (
    <section>
      <h3>
        Ticket <span className="end num">#{ticket.number}</span>
      </h3>
      <dl className="facts">
        {/* In the conversation's head where there is room for it. */}
        <dt className="only-small">Assignee</dt>
        <dd className="only-small">
          <AssigneeMenu ticket={ticket} hasKeys={false} />
        </dd>
        <dt>Priority</dt>
        <dd>
          <FactMenu
            label={`Priority: ${PRIORITY_NAMES[ticket.priority]}`}
            shown={<PriorityMark priority={ticket.priority} />}
            value={ticket.priority}
            choices={TICKET_PRIORITIES.toReversed().map((value) => ({ value, name: <PriorityMark priority={value} /> }))}
            onChoose={(priority) => change.mutate({ kind: 'priority', priority })}
          />
        </dd>
        <dt>Type</dt>
        <dd>
          <FactMenu
            label={`Type: ${TYPE_NAMES[ticket.type]}`}
            shown={TYPE_NAMES[ticket.type]}
            value={ticket.type}
            choices={TICKET_TYPES.map((value) => ({ value, name: TYPE_NAMES[value] }))}
            onChoose={(type) => change.mutate({ kind: 'type', type })}
          />
        </dd>
        {ticket.group === null ? null : (
          <>
            <dt>Group</dt>
            <dd>{ticket.group.name}</dd>
          </>
        )}
        <dt>Created</dt>
        <dd title={fullTime(createdAt)}>{sentenceTime(createdAt, now)}</dd>
      </dl>
      {ticket.tags.length === 0 ? null : (
        <div className="tags">
          {ticket.tags.map((tag) => (
            <span className="tag" key={tag}>
              {tag}
            </span>
          ))}
        </div>
      )}
    </section>
  )
}

type FactMenuProps<Value extends string> = {
  readonly label: string
  readonly shown: ReactNode
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly name: ReactNode }[]
  readonly onChoose: (value: Value) => void
}

function FactMenu<Value extends string>({ label, shown, value, choices, onChoose }: FactMenuProps<Value>) {
  const mayWork = useMay('ticket.work')
  if (!mayWork) {
    return shown
  }
  return (
    <Menu position="bottom-start" width={170}>
      <Menu.Target>
        <button type="button" className="fact-button" aria-label={label}>
          {shown}
          <IconChevronDown size={14} aria-hidden="true" className="chev" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={value}
          onChange={(chosen) => {
            const choice = choices.find((each) => each.value === chosen)
            if (choice !== undefined && choice.value !== value) {
              onChoose(choice.value)
            }
          }}
        >
          {choices.map((choice) => (
            <Menu.RadioItem key={choice.value} value={choice.value} closeMenuOnClick>
              {choice.name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
