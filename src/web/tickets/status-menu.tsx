import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { mayChangeStatus } from '#domain/tickets/status.ts'
import type { Ticket, TicketStatus } from '../api/types.ts'
import { keyNames } from '../keys/key-names.ts'
import { useMay } from '../session/session.ts'
import { Kbd } from '../ui/kbd.tsx'
import { STATUS_NAMES, StatusGlyph, StatusMark } from './status.tsx'
import { useChangeTicket } from './ticket-work.ts'

const CHOICES: readonly TicketStatus[] = ['open', 'pending', 'on-hold', 'solved', 'closed', 'spam', 'deleted']

/** How the ticket stands, and what it may become. */
export function StatusMenu({ ticket }: { readonly ticket: Ticket }) {
  const change = useChangeTicket(ticket.id)
  const mayWork = useMay('ticket.work')
  const choices = CHOICES.filter((status) => mayChangeStatus(ticket.status, status))
  if (!mayWork || choices.length === 0) {
    return <StatusMark status={ticket.status} />
  }
  return (
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
        {choices.map((status) => (
          <Menu.Item
            key={status}
            leftSection={<StatusGlyph status={status} size={18} />}
            rightSection={status === 'solved' ? <Kbd>{keyNames(['Alt', 'E']).join(' ')}</Kbd> : null}
            onClick={() => change.mutate({ kind: 'status', status })}
          >
            {STATUS_NAMES[status]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
