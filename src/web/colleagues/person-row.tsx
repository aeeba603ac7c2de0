import { Button, Menu, Modal } from '@mantine/core'
import { IconChevronDown, IconUserMinus } from '@tabler/icons-react'
import { useState } from 'react'
import { ROLES } from '#domain/members/permissions.ts'
import { wordsOf } from '../api/desk-problem.ts'
import { tellFailure } from '../api/tell-failure.ts'
import type { Member } from '../api/types.ts'
import { ROLE_NAMES, ROLE_WORDS } from '../session/role-names.ts'
import { useMay, useSession } from '../session/session.ts'
import { Avatar } from '../ui/avatar.tsx'
import { FormError } from '../ui/form-error.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { useChangePeople } from './people-queries.ts'

/** One colleague: name, address, role. Nobody changes their own role or removes themselves. */
export function PersonRow({ member }: { readonly member: Member }) {
  const { memberId } = useSession()
  const mayManage = useMay('workspace.manage')
  const [isAsking, setAsking] = useState(false)
  const isSelf = member.id === memberId
  return (
    <div className="person">
      <Avatar name={member.name} />
      <span>
        <b dir="auto">
          {member.name}
          {isSelf ? ' (you)' : ''}
        </b>
        <small>{member.email}</small>
      </span>
      {mayManage && !isSelf ? <RoleMenu member={member} /> : <span className="muted">{ROLE_NAMES[member.role]}</span>}
      {mayManage && !isSelf ? (
        <IconButton label={`Remove ${member.name}`} onClick={() => setAsking(true)}>
          <IconUserMinus size={18} aria-hidden="true" />
        </IconButton>
      ) : null}
      <RemoveDialog member={member} isOpen={isAsking} onClose={() => setAsking(false)} />
    </div>
  )
}

function RoleMenu({ member }: { readonly member: Member }) {
  const change = useChangePeople()

  function handleChange(chosen: string): void {
    const role = ROLES.find((each) => each === chosen)
    if (role !== undefined && role !== member.role) {
      change.mutate({ kind: 'change-role', memberId: member.id, role }, { onError: tellFailure })
    }
  }

  return (
    <Menu width={300}>
      <Menu.Target>
        <Button
          size="xs"
          aria-label={`Role of ${member.name}: ${ROLE_NAMES[member.role]}`}
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
        >
          {ROLE_NAMES[member.role]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={member.role} onChange={handleChange}>
          {ROLES.map((role) => (
            <Menu.RadioItem key={role} value={role} closeMenuOnClick>
              <span className="medium">{ROLE_NAMES[role]}</span>
              <br />
              <span className="muted">{ROLE_WORDS[role]}</span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}

function RemoveDialog({ member, isOpen, onClose }: { readonly member: Member; readonly isOpen: boolean; readonly onClose: () => void }) {
  const change = useChangePeople()
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Remove ${member.name}?`} size={420}>
      <div className="form">
        <p className="muted">
          Their sessions end at once. What they wrote stays, and their tickets keep their history. You can invite them again.
        </p>
        <FormError message={change.isError ? wordsOf(change.error) : undefined} />
        <div className="buttons">
          <Button
            variant="danger"
            disabled={change.isPending}
            onClick={() => change.mutate({ kind: 'remove', memberId: member.id }, { onSuccess: onClose })}
          >
            Remove
          </Button>
          <Button data-autofocus onClick={onClose}>
            Keep
          </Button>
        </div>
      </div>
    </Modal>
  )
}
