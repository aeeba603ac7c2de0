import { Button } from '@mantine/core'
import { IconKeyboard, IconLogout, IconMoon, IconSun } from '@tabler/icons-react'
import { OwnAccount } from '../account/own-account.tsx'
import { switchLetterKeys, useLetterKeys } from '../keys/letter-keys.ts'
import { ROLE_NAMES } from '../session/role-names.ts'
import { useSession } from '../session/session.ts'
import { useSignOut } from '../session/use-sign-out.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Page } from '../ui/page.tsx'
import { useColorScheme } from '../ui/use-color-scheme.ts'

/** Oneself as a page: one's account, and for a phone what the menu below one's picture holds. */
export function MeScreen() {
  const { user, role, workspace } = useSession()
  const scheme = useColorScheme()
  const signOut = useSignOut()
  const areLettersOn = useLetterKeys()
  return (
    <Page
      title="Your account"
      lead={`${user.name} · ${ROLE_NAMES[role]} at ${workspace.name}`}
      isNarrow
      picture={<Avatar name={user.name} size={44} />}
    >
      <OwnAccount />
      <div className="buttons">
        <Button
          size="lg"
          leftSection={scheme.isDark ? <IconSun size={18} aria-hidden="true" /> : <IconMoon size={18} aria-hidden="true" />}
          onClick={scheme.toggle}
        >
          {scheme.isDark ? 'Switch to light' : 'Switch to dark'}
        </Button>
        <Button size="lg" leftSection={<IconLogout size={18} aria-hidden="true" />} onClick={() => void signOut()}>
          Sign out
        </Button>
        <Button size="lg" leftSection={<IconKeyboard size={18} aria-hidden="true" />} onClick={() => switchLetterKeys(!areLettersOn)}>
          {areLettersOn ? 'Switch off single-letter shortcuts' : 'Switch on single-letter shortcuts'}
        </Button>
      </div>
    </Page>
  )
}
