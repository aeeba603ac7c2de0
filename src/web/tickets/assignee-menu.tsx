import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconUserOff, IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Member, Ticket } from '../api/types.ts'
import { membersQuery } from '../colleagues/members-query.ts'
import { useKeyHint } from '../keys/letter-keys.ts'
import { useShortcut } from '../keys/shortcuts.tsx'
import { useMay, useSession } from '../session/session.ts'
import { Avatar } from '../ui/avatar.tsx'
import { firstNameOf } from '../ui/first-name.ts'
import { Kbd } from '../ui/kbd.tsx'
import { useChangeTicket } from './ticket-work.ts'

type AssigneeMenuProps = {
  readonly ticket: Pick<Ticket, 'id' | 'assignee'>
  readonly hasKeys?: boolean
  /** Beside acts that are as quiet. */
  readonly isQuiet?: boolean
}

/** Who has the ticket: oneself, a colleague, or nobody. */
export function AssigneeMenu({ ticket, hasKeys = true, isQuiet = false }: AssigneeMenuProps) {
  const mayWork = useMay('ticket.work')
  if (!mayWork) {
    return <span className="assignee-name">{ticket.assignee === null ? 'Unassigned' : `Assigned to ${ticket.assignee.name}`}</span>
  }
  return <OpenMenu ticket={ticket} hasKeys={hasKeys} isQuiet={isQuiet} />
}

function OpenMenu({ ticket, hasKeys, isQuiet }: Required<AssigneeMenuProps>) {
  const [isOpen, setOpen] = useState(false)
  const { user, memberId } = useSession()
  const change = useChangeTicket(ticket.id)
  const assignKey = useKeyHint('assign')
  const { assignee } = ticket
  const isMine = assignee?.memberId === memberId
  const assign = (next: Ticket['assignee']) => change.mutate({ kind: 'assignee', assignee: next })
  const shown = shownName(assignee, isMine)
  useShortcut('assign', () => setOpen(true), hasKeys)
  useShortcut('assign-to-me', () => assign({ memberId, name: user.name }), hasKeys && !isMine)

  return (
    <Menu opened={isOpen} onChange={setOpen} width={230}>
      <Menu.Target>
        <Button
          size="xs"
          {...(isQuiet ? { variant: 'quiet' } : {})}
          className={hasKeys ? 'assignee-button' : undefined}
          aria-label={assigneeLabel(shown, assignee)}
          title={[assignee?.name ?? 'Assign', assignKey].filter((part) => part !== undefined).join('  ')}
          leftSection={<AssigneePicture assignee={assignee} />}
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
        >
          <span className="ellipsis">{shown}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Choices assignee={assignee} onAssign={assign} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** The header has room for a first name; the whole one is told on hover and to whoever listens. */
function shownName(assignee: Ticket['assignee'], isMine: boolean): string {
  if (assignee === null) {
    return 'Assign'
  }
  return isMine ? 'You' : firstNameOf(assignee.name)
}

/** Begins with the words that show, so that who speaks to the browser can name the button. */
function assigneeLabel(shown: string, assignee: Ticket['assignee']): string {
  if (assignee === null) {
    return `${shown} to a colleague`
  }
  return shown === 'You' ? 'You, assignee' : `${assignee.name}, assignee`
}

type ChoicesProps = { readonly assignee: Ticket['assignee']; readonly onAssign: (assignee: Ticket['assignee']) => void }

function Choices({ assignee, onAssign }: ChoicesProps) {
  const { user, memberId } = useSession()
  const colleagues = useColleagues()
  const toMeKey = useKeyHint('assign-to-me')
  return (
    <>
      <Menu.Item
        leftSection={<Avatar name={user.name} size={20} />}
        rightSection={toMeKey === undefined ? null : <Kbd>{toMeKey}</Kbd>}
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
