import { Button } from '@mantine/core'
import { wordsOf } from '../api/desk-problem.ts'
import type { Invitation } from '../api/types.ts'
import { ROLE_NAMES } from '../session/role-names.ts'
import { Avatar } from '../ui/avatar.tsx'
import { sentenceTime } from '../ui/format-time.ts'
import { showToast } from '../ui/toast-store.ts'
import { useNow } from '../ui/use-now.ts'
import { useChangePeople } from './people-queries.ts'

/** Somebody who has not answered yet. */
export function InvitationRow({ invitation }: { readonly invitation: Invitation }) {
  const change = useChangePeople()
  const now = useNow(60_000)
  return (
    <div className="person">
      <Avatar name={invitation.email} />
      <span>
        <b>{invitation.email}</b>
        <small>
          {ROLE_NAMES[invitation.role]} · invited by {invitation.invitedBy} · until {sentenceTime(new Date(invitation.expiresAt), now)}
        </small>
      </span>
      <Button
        size="xs"
        aria-label={`Cancel the invitation of ${invitation.email}`}
        disabled={change.isPending}
        onClick={() =>
          change.mutate(
            { kind: 'cancel-invitation', invitationId: invitation.id },
            {
              onSuccess: () => showToast({ message: `The invitation of ${invitation.email} no longer works` }),
              onError: (failure) => showToast({ message: wordsOf(failure), isLasting: true }),
            },
          )
        }
      >
        Cancel invitation
      </Button>
    </div>
  )
}
