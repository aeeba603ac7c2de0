import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ROLES } from '#domain/members/permissions.ts'
import { formWordsOf } from '../api/desk-problem.ts'
import type { Invitation, Role } from '../api/types.ts'
import { ROLE_NAMES, ROLE_WORDS } from '../session/role-names.ts'
import { CopyField } from '../ui/copy-field.tsx'
import { Form } from '../ui/form.tsx'
import { FormError } from '../ui/form-error.tsx'
import { showToast } from '../ui/toast-store.ts'
import { useInvite } from './people-queries.ts'

/** An e-mail address and a role. A mail brings the link; without a mail server whoever invites hands it on. */
export function InviteDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Invite a colleague" size={440}>
      <InviteForm onClose={onClose} />
    </Modal>
  )
}

function InviteForm({ onClose }: { readonly onClose: () => void }) {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('agent')
  const invite = useInvite()
  const { at, whole } = formWordsOf(invite.error, ['email'])

  function handleInvited(invitation: Invitation): void {
    if (invitation.link === null) {
      showToast({ message: `Invitation sent to ${invitation.email}.` })
      onClose()
    }
  }

  if (invite.data !== undefined && invite.data.link !== null) {
    return <HandOn invitation={invite.data} link={invite.data.link} onClose={onClose} />
  }
  return (
    <Form
      label="Invite a colleague"
      className="invite-form"
      words={{ at, attempt: invite.error }}
      onSubmit={() => invite.mutate({ email: email.trim(), role }, { onSuccess: handleInvited })}
    >
      <TextInput
        label="E-mail"
        type="email"
        required
        data-autofocus
        value={email}
        error={at.email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <fieldset className="role-choice">
        <legend>Role</legend>
        {ROLES.map((each) => (
          <label key={each}>
            <input type="radio" name="role" value={each} checked={each === role} onChange={() => setRole(each)} />
            <span className="medium">{ROLE_NAMES[each]}</span>
            <small>{ROLE_WORDS[each]}</small>
          </label>
        ))}
      </fieldset>
      <FormError message={whole} />
      <div className="buttons">
        <Button type="submit" variant="filled" disabled={invite.isPending}>
          {invite.isPending ? 'Inviting…' : 'Invite'}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Form>
  )
}

type HandOnProps = { readonly invitation: Invitation; readonly link: string; readonly onClose: () => void }

/** Nothing was sent: the one way in is what this dialog shows, and later the invitation's row. */
function HandOn({ invitation, link, onClose }: HandOnProps) {
  return (
    <div className="invite-form">
      <p>
        <b>{invitation.email} is invited.</b> No mail server is set, so nothing was sent. Give them this link: it works once, for seven
        days.
      </p>
      <CopyField label="Link to join" value={link} />
      <div className="buttons">
        <Button variant="filled" data-autofocus onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  )
}
