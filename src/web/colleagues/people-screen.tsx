import { Button } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../session/session.ts'
import { Loaded } from '../settings/loaded.tsx'
import { Page } from '../ui/page.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { InvitationRow } from './invitation-row.tsx'
import { membersQuery } from './members-query.ts'
import { PersonRow } from './person-row.tsx'
import { invitationsQuery } from './people-queries.ts'
import './colleagues.css'

/** Everybody who works here, what they may do, and who is still invited. */
export function PeopleScreen() {
  const members = useQuery(membersQuery)
  const mayManage = useMay('workspace.manage')
  const { data: invitations } = useQuery({ ...invitationsQuery, enabled: mayManage })
  const [isInviting, setInviting] = useState(false)
  return (
    <Page
      title="People and roles"
      lead="Who works here, and what they may do."
      isNarrow
      actions={
        mayManage ? (
          <Button variant="filled" leftSection={<IconUserPlus size={16} aria-hidden="true" />} onClick={() => setInviting(true)}>
            Invite a colleague
          </Button>
        ) : undefined
      }
    >
      <Loaded query={members} what="The people">
        {(all) => (
          <section className="people-group card" aria-label="Colleagues">
            {all.map((member) => (
              <PersonRow key={member.id} member={member} />
            ))}
          </section>
        )}
      </Loaded>
      {invitations === undefined || invitations.length === 0 ? null : (
        <section aria-label="Invited">
          <h2 className="group-label">Invited</h2>
          <div className="people-group card">
            {invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </div>
        </section>
      )}
      <InviteDialog isOpen={isInviting} onClose={() => setInviting(false)} />
    </Page>
  )
}
