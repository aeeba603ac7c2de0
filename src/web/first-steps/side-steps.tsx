import { Button } from '@mantine/core'
import { IconLock, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { membersQuery } from '../colleagues/members-query.ts'
import { invitationsQuery } from '../colleagues/people-queries.ts'
import { deskQuery } from '../session/session.ts'

/** Not needed for the first answer, so it has no number. */
export function TeamStep() {
  const { data: members } = useQuery(membersQuery)
  const { data: invitations } = useQuery(invitationsQuery)
  const here = members?.length ?? 1
  const invited = invitations?.length ?? 0
  return (
    <li className="todo" data-state="later">
      <span className="tick">
        <IconUsers size={14} aria-hidden="true" />
      </span>
      <div>
        <h2>Invite your team</h2>
        <p>Agents answer customers, internal employees read and comment. Each invitation is a link that is valid for seven days.</p>
        <div className="buttons">
          <Button renderRoot={(props) => <Link to="/settings/people" {...props} />}>Open People and roles</Button>
        </div>
      </div>
      <span className="side ellipsis">{here + invited > 1 ? `${here} of ${here + invited} joined` : null}</span>
    </li>
  )
}

/** What nobody can do in the desk: it is said here, and who can. */
export function GoLiveStep() {
  const { data: desk } = useQuery(deskQuery)
  const isSandbox = typeof desk?.sandboxUrl === 'string'
  return (
    <li className="todo" data-state="locked">
      <span className="tick">
        <IconLock size={14} aria-label="Locked" />
      </span>
      <div>
        <h2>Go live for everyone</h2>
        <p>
          {isSandbox
            ? 'This desk uses its sandbox: no real customer can reach it yet. '
            : 'Until Facebook has reviewed your Facebook app, only people with a role on that app can reach you. '}
          <b>Locked here:</b> whoever runs this server sets up the Facebook app. The steps are in docs/facebook/go-live.md, in the folder of
          Pagedesk.
        </p>
      </div>
      <span className="side" />
    </li>
  )
}
