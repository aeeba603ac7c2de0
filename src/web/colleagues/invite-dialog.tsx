import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ROLES } from '#domain/members/permissions.ts'
import { wordsOf } from '../api/desk-problem.ts'
import type { Role } from '../api/types.ts'
import { ROLE_NAMES, ROLE_WORDS } from '../session/role-names.ts'
import { FormError } from '../ui/form-error.tsx'
import { showToast } from '../ui/toast-store.ts'
import { useChangePeople } from './people-queries.ts'

/** An e-mail address and a role; the mail brings the link. */
export function InviteDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Invite a colleague" size={440} closeButtonProps={{ 'aria-label': 'Close' }}>
      <InviteForm onClose={onClose} />
    </Modal>
  )
}

function InviteForm({ onClose }: { readonly onClose: () => void }) {
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('agent')
  const invite = useChangePeople()
  return (
    <form
      className="invite-form"
      aria-label="Invite a colleague"
      onSubmit={(event) => {
        event.preventDefault()
        const address = email.trim()
        invite.mutate(
          { kind: 'invite', email: address, role },
          {
            onSuccess: () => {
              showToast({ message: `${address} is invited. The mail stands in Sent mail.` })
              onClose()
            },
          },
        )
      }}
    >
      <TextInput
        label="E-mail"
        type="email"
        required
        data-autofocus
        value={email}
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
      <FormError message={invite.isError ? wordsOf(invite.error) : undefined} />
      <div className="buttons">
        <Button type="submit" variant="filled" disabled={invite.isPending}>
          Send the invitation
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  )
}
