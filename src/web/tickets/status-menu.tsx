import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { mayChangeStatus } from '#domain/tickets/status.ts'
import type { Ticket, TicketStatus } from '../api/types.ts'
import { useKeyHint } from '../keys/letter-keys.ts'
import { useMay } from '../session/session.ts'
import { Kbd } from '../ui/kbd.tsx'
import { CloseTicketDialog } from './close-ticket-dialog.tsx'
import { StatusGlyph, StatusMark } from './status.tsx'
import { STATUS_NAMES } from './status-names.ts'
import { useChangeTicket } from './ticket-work.ts'

/** How the work goes on; and, below a line, how a ticket ends. */
const AT_WORK: readonly TicketStatus[] = ['open', 'pending', 'on-hold', 'solved']
const ENDS: readonly TicketStatus[] = ['closed', 'spam', 'deleted']

/** How the ticket stands, and what it may become. Closed is for good, so it asks. */
export function StatusMenu({ ticket }: { readonly ticket: Ticket }) {
  const [isClosing, setClosing] = useState(false)
  const change = useChangeTicket(ticket.id)
  const mayWork = useMay('ticket.work')
  const isPossible = (status: TicketStatus) => mayChangeStatus(ticket.status, status)
  if (!mayWork || ![...AT_WORK, ...ENDS].some(isPossible)) {
    return <StatusMark status={ticket.status} />
  }
  const choose = (status: TicketStatus) => (status === 'closed' ? setClosing(true) : change.mutate({ kind: 'status', status }))
  return (
    <>
      <Menu width={200}>
        <Menu.Target>
          <Button
            size="xs"
            aria-label={`Status: ${STATUS_NAMES[ticket.status]}`}
            rightSection={<IconChevronDown size={14} aria-hidden="true" />}
          >
            <StatusMark status={ticket.status} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {AT_WORK.filter(isPossible).map((status) => (
            <StatusItem key={status} status={status} onChoose={choose} />
          ))}
          <Menu.Divider />
          {ENDS.filter(isPossible).map((status) => (
            <StatusItem key={status} status={status} onChoose={choose} />
          ))}
        </Menu.Dropdown>
      </Menu>
      <CloseTicketDialog
        ticket={ticket}
        isOpen={isClosing}
        onCancel={() => setClosing(false)}
        onClose={() => {
          setClosing(false)
          change.mutate({ kind: 'status', status: 'closed' })
        }}
      />
    </>
  )
}

type StatusItemProps = { readonly status: TicketStatus; readonly onChoose: (status: TicketStatus) => void }

function StatusItem({ status, onChoose }: StatusItemProps) {
  const solveKey = useKeyHint('solve')
  return (
    <Menu.Item
      leftSection={<StatusGlyph status={status} size={18} />}
      rightSection={status === 'solved' && solveKey !== undefined ? <Kbd>{solveKey}</Kbd> : null}
      onClick={() => onChoose(status)}
    >
      {status === 'closed' ? 'Closed…' : STATUS_NAMES[status]}
    </Menu.Item>
  )
}
