import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconUserOff, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Member, Ticket } from '../api/types.ts'
import { membersQuery } from '../colleagues/members-query.ts'
import { useShortcut } from '../keys/shortcuts.tsx'
import { useMay, useSession } from '../session/session.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { useChangeTicket } from './ticket-work.ts'

/** Who has the ticket: oneself, a colleague, or nobody. */
export function AssigneeMenu({ ticket, hasKeys = true }: { readonly ticket: Ticket; readonly hasKeys?: boolean }) {
  const mayWork = useMay('ticket.work')
  if (!mayWork) {
    return <span className="assignee-name">{ticket.assignee?.name ?? 'Nobody'}</span>
  }
  return <OpenMenu ticket={ticket} hasKeys={hasKeys} />
}

function OpenMenu({ ticket, hasKeys }: { readonly ticket: Ticket; readonly hasKeys: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const { user, memberId } = useSession()
  const change = useChangeTicket(ticket.id)
  const { assignee } = ticket
  const isMine = assignee?.memberId === memberId
  const assign = (next: Ticket['assignee']) => change.mutate({ kind: 'assignee', assignee: next })
  useShortcut('assign', () => setOpen(true), hasKeys)
  useShortcut('assign-to-me', () => assign({ memberId, name: user.name }), hasKeys && !isMine)

  return (
    <Menu opened={isOpen} onChange={setOpen} width={230}>
      <Menu.Target>
        <Button
          size="xs"
          className={hasKeys ? 'assignee-button' : undefined}
          aria-label={`Assignee: ${assignee?.name ?? 'nobody'}`}
          title="Assign  A"
          leftSection={<AssigneePicture assignee={assignee} />}
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
        >
          <span className="ellipsis">{isMine ? 'You' : (assignee?.name ?? 'Assign')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Choices assignee={assignee} onAssign={assign} />
      </Menu.Dropdown>
    </Menu>
  )
}

type ChoicesProps = { readonly assignee: Ticket['assignee']; readonly onAssign: (assignee: Ticket['assignee']) => void }

function Choices({ assignee, onAssign }: ChoicesProps) {
  const { user, memberId } = useSession()
  const colleagues = useColleagues()
  return (
    <>
      <Menu.Item
        leftSection={<Avatar name={user.name} size={20} />}
        rightSection={<Kbd>M</Kbd>}
        disabled={assignee?.memberId === memberId}
        onClick={() => onAssign({ memberId, name: user.name })}
      >
        You
      </Menu.Item>
      {colleagues.map((member) => (
        <Menu.Item
          key={member.id}
          leftSection={<Avatar name={member.name} size={20} />}
          disabled={member.id === assignee?.memberId}
          onClick={() => onAssign({ memberId: member.id, name: member.name })}
        >
          {member.name}
        </Menu.Item>
      ))}
      {assignee === null ? null : (
        <>
          <Menu.Divider />
          <Menu.Item leftSection={<IconUserOff size={18} aria-hidden="true" />} onClick={() => onAssign(null)}>
            Nobody
          </Menu.Item>
        </>
      )}
    </>
  )
}

/** Whom a ticket can be given to. An internal employee works on no ticket. */
function useColleagues(): readonly Member[] {
  const { memberId } = useSession()
  const mayWork = useMay('ticket.work')
  const { data } = useQuery({ ...membersQuery, enabled: mayWork })
  return (data ?? []).filter((member) => member.id !== memberId && member.role !== 'employee')
}

function AssigneePicture({ assignee }: { readonly assignee: Ticket['assignee'] }) {
  return assignee === null ? <IconUserPlus size={16} aria-hidden="true" /> : <Avatar name={assignee.name} size={18} />
}
