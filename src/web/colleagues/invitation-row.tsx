import { Button } from '@mantine/core'
import { tellFailure } from '../api/tell-failure.ts'
import type { Invitation } from '../api/types.ts'
import { ROLE_NAMES } from '../session/role-names.ts'
import { Avatar } from '../ui/avatar.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { sentenceTime } from '../ui/format-time.ts'
import { showToast } from '../ui/toast-store.ts'
import { useNow } from '../ui/use-now.ts'
import { useChangePeople } from './people-queries.ts'

/** Somebody who has not answered yet. */
export function InvitationRow({ invitation }: { readonly invitation: Invitation }) {
  const change = useChangePeople()
  const now = useNow(60_000)
  return (
    <div className="person invitation">
      <Avatar name={invitation.email} />
      <span>
        <b>{invitation.email}</b>
        <small>
          {ROLE_NAMES[invitation.role]} · invited by {invitation.invitedBy} · until {sentenceTime(new Date(invitation.expiresAt), now)}
        </small>
        {invitation.link === null ? null : <LinkToHandOn invitation={invitation} link={invitation.link} />}
      </span>
      <Button
        size="xs"
        aria-label={`Cancel invitation of ${invitation.email}`}
        disabled={change.isPending}
        onClick={() =>
          change.mutate(
            { kind: 'cancel-invitation', invitationId: invitation.id },
            {
              onSuccess: () => showToast({ message: `The invitation of ${invitation.email} no longer works.` }),
              onError: tellFailure,
            },
          )
        }
      >
        Cancel invitation
      </Button>
    </div>
  )
}

/** The mail never left: somebody has to give them the link. */
function LinkToHandOn({ invitation, link }: { readonly invitation: Invitation; readonly link: string }) {
  const why = invitation.mailState === 'failed' ? 'The mail could not be sent.' : 'No mail server is set, so nothing was sent.'
  return (
    <span className="invitation-link">
      <small>{why} Give them this link:</small>
      <CopyField label={`Link for ${invitation.email}`} value={link} isLabelHidden />
    </span>
  )
}
