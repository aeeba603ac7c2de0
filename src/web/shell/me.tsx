import { Menu } from '@mantine/core'
import { IconListCheck, IconLogout, IconMoon, IconSun, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { firstStepsQuery, isWalkDone } from '../first-steps/first-steps-query.ts'
import { useMay, useSession } from '../session/session.ts'
import { ROLE_NAMES } from '../session/role-names.ts'
import { useSignOut } from '../session/use-sign-out.ts'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { useColorScheme } from '../ui/use-color-scheme.ts'

/** Oneself: name, role, the light switch, the way out. */
export function Me() {
  const { user, role } = useSession()
  const scheme = useColorScheme()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const mayManage = useMay('workspace.manage')
  const { data: steps } = useQuery({ ...firstStepsQuery, enabled: mayManage })
  const schemeIcon = scheme.isDark ? <IconSun size={18} aria-hidden="true" /> : <IconMoon size={18} aria-hidden="true" />

  return (
    <div className="me">
      <Menu position="top-start" width={210}>
        <Menu.Target>
          <button type="button" className="me-button" aria-label={`${user.name}: own menu`}>
            <Avatar name={user.name} size={28} />
            <span className="who grow ellipsis">
              <span className="strong">{user.name}</span>
              <small>{ROLE_NAMES[role]}</small>
            </span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{user.email}</Menu.Label>
          {steps !== undefined && !isWalkDone(steps) ? (
            <Menu.Item leftSection={<IconListCheck size={18} aria-hidden="true" />} onClick={() => void navigate({ to: '/first-steps' })}>
              First steps
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<IconUser size={18} aria-hidden="true" />} onClick={() => void navigate({ to: '/me' })}>
            Your account
          </Menu.Item>
          <Menu.Item leftSection={schemeIcon} onClick={scheme.toggle}>
            {scheme.isDark ? 'Light' : 'Dark'}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={18} aria-hidden="true" />} onClick={() => void signOut()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <IconButton label="Light or dark" onClick={scheme.toggle}>
        {schemeIcon}
      </IconButton>
    </div>
  )
}
