import { Button } from '@mantine/core'
import { IconEyeOff, IconInbox, IconLock, IconTicket, type Icon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { FirstStep } from '../api/types.ts'
import { useMay, useSession } from '../session/session.ts'
import { useAdministrator } from '../session/use-administrator.ts'
import { firstNameOf } from '../ui/first-name.ts'
import { useNow } from '../ui/use-now.ts'
import { greeting } from './greeting.ts'

type Hint = {
  readonly icon: Icon
  readonly name: string
  readonly what: string
  readonly folder: 'unassigned' | 'all'
  readonly act: string
}

const FOR_AGENTS: readonly Hint[] = [
  {
    icon: IconInbox,
    name: 'Take a ticket that waits',
    what: 'Unassigned holds what nobody has taken. Assign to me makes it yours, and your colleagues see that.',
    folder: 'unassigned',
    act: 'Open Unassigned',
  },
  {
    icon: IconTicket,
    name: 'Reply while the window is open',
    what: 'The dial beside each ticket shows how long. Every reply shows its state: queued, sent, delivered, read.',
    folder: 'all',
    act: 'Open all tickets',
  },
]

const FOR_EMPLOYEES: readonly Hint[] = [
  {
    icon: IconTicket,
    name: 'Read what customers write',
    what: 'You see every ticket and its whole conversation. Only agents can reply to the customer.',
    folder: 'all',
    act: 'Open all tickets',
  },
  {
    icon: IconEyeOff,
    name: 'Help with an internal comment',
    what: 'Write it in the ticket. Colleagues see it, the customer does not.',
    folder: 'all',
    act: 'Choose a ticket',
  },
]

/** The beginning for an agent or an internal employee: who sets the desk up, and what they can do. */
export function MemberStart({ steps }: { readonly steps: readonly FirstStep[] }) {
  const { user } = useSession()
  const mayReply = useMay('ticket.reply')
  const administrator = useAdministrator()
  const now = useNow(60_000)
  const page = steps.find((step) => step.name === 'connect-page')
  const whoConnects = administrator === undefined ? 'An administrator' : firstNameOf(administrator)
  return (
    <>
      <header>
        <h1>
          {greeting(now)}, {firstNameOf(user.name)}. {whoConnects} connects the Pages. Here is what you can do.
        </h1>
      </header>
      <ul className="card">
        {(mayReply ? FOR_AGENTS : FOR_EMPLOYEES).map((hint) => (
          <HintLine key={hint.name} hint={hint} />
        ))}
        <li className="todo" data-state="locked">
          <span className="tick">
            <IconLock size={14} aria-label="Locked" />
          </span>
          <div>
            <h2>Connect Pages and invite colleagues</h2>
            <p>
              {page?.isDone === true ? `${page.value ?? 'A Page'} is connected. ` : 'No Page is connected yet, so no messages arrive. '}
              <b>Only administrators can do this.</b> {administrator === undefined ? null : `${administrator} is one.`}
            </p>
          </div>
          <span className="side" />
        </li>
      </ul>
    </>
  )
}

function HintLine({ hint }: { readonly hint: Hint }) {
  const { icon: Glyph, name, what, folder, act } = hint
  return (
    <li className="todo" data-state="later">
      <span className="tick">
        <Glyph size={14} aria-hidden="true" />
      </span>
      <div>
        <h2>{name}</h2>
        <p>{what}</p>
        <div className="buttons">
          <Button renderRoot={(props) => <Link to="/tickets/$folder" params={{ folder }} {...props} />}>{act}</Button>
        </div>
      </div>
      <span className="side" />
    </li>
  )
}
