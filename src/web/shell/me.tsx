import { Menu } from '@mantine/core'
import { IconKeyboard, IconListCheck, IconLogout, IconMoon, IconSun, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { firstStepsQuery, isWalkDone } from '../first-steps/first-steps-query.ts'
import { switchLetterKeys, useLetterKeys } from '../keys/letter-keys.ts'
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
  const areLettersOn = useLetterKeys()
  const mayManage = useMay('workspace.manage')
  const { data: steps } = useQuery({ ...firstStepsQuery, enabled: mayManage })
  const schemeIcon = scheme.isDark ? <IconSun size={18} aria-hidden="true" /> : <IconMoon size={18} aria-hidden="true" />

  return (
    <div className="me">
      <Menu position="top-start" width="16rem">
        <Menu.Target>
          <button type="button" className="me-button">
            <Avatar name={user.name} size={28} />
            <span className="who grow ellipsis">
              <span className="strong">{user.name}</span>
              <small>{ROLE_NAMES[role]}</small>
              <span className="sr">, your account</span>
            </span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{user.email}</Menu.Label>
          {mayManage && (steps === undefined || isWalkDone(steps)) ? null : (
            <Menu.Item leftSection={<IconListCheck size={18} aria-hidden="true" />} onClick={() => void navigate({ to: '/first-steps' })}>
              First steps
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconUser size={18} aria-hidden="true" />} onClick={() => void navigate({ to: '/me' })}>
            Your account
          </Menu.Item>
          <Menu.Item leftSection={schemeIcon} onClick={scheme.toggle}>
            {scheme.isDark ? 'Switch to light' : 'Switch to dark'}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconKeyboard size={18} aria-hidden="true" />}
            rightSection={<span className="muted">{areLettersOn ? 'On' : 'Off'}</span>}
            closeMenuOnClick={false}
            onClick={() => switchLetterKeys(!areLettersOn)}
          >
            Single-letter shortcuts
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={18} aria-hidden="true" />} onClick={() => void signOut()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <IconButton label={scheme.isDark ? 'Switch to light' : 'Switch to dark'} onClick={scheme.toggle}>
        {schemeIcon}
      </IconButton>
    </div>
  )
}
