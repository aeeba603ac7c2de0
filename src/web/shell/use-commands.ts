import { useNavigate } from '@tanstack/react-router'
import type { Command } from '../keys/command.ts'
import { keyHint } from '../keys/key-names.ts'
import { KEYMAP, SHORTCUT_IDS, type ShortcutId } from '../keys/keymap.ts'
import { useKeyboard } from '../keys/letter-keys.ts'
import { useOfferedShortcuts, useShortcut, useShortcutRegistry } from '../keys/shortcuts.tsx'
import { useSignOut } from '../session/use-sign-out.ts'
import { useMay } from '../session/session.ts'
import { SHOWN_FOLDERS } from '../tickets/folders.ts'
import { useColorScheme } from '../ui/use-color-scheme.ts'
import { focusScreen } from '../ui/focus-screen.ts'
import { SETTINGS } from '../settings/settings-pages.ts'

/** The menu itself, and what moves the focus that the menu holds. */
const NOT_LISTED: ReadonlySet<ShortcutId> = new Set(['command-menu', 'next-region', 'previous-region', 'leave-comment'])

/** Everything the command menu offers here and now: what the screen offers by key, then places, then oneself. */
export function useCommands(): readonly Command[] {
  const navigate = useNavigate()
  const registry = useShortcutRegistry()
  const offered = useOfferedShortcuts()
  const scheme = useColorScheme()
  const signOut = useSignOut()
  const mayManage = useMay('workspace.manage')
  const keyboard = useKeyboard()
  useShortcut('go-tickets', () => void navigate({ to: '/tickets' }).then(() => focusScreen()))
  useShortcut('go-posts', () => void navigate({ to: '/posts' }).then(() => focusScreen()))
  useShortcut('go-settings', () => void navigate({ to: '/settings' }).then(() => focusScreen()))
  useShortcut('switch-theme', scheme.toggle)

  const byKey = SHORTCUT_IDS.filter((id) => offered.has(id) && !NOT_LISTED.has(id)).map((id) => ({
    id,
    group: KEYMAP[id].group,
    label: KEYMAP[id].label,
    keys: keyHint(id, keyboard),
    run: () => void registry.run(id),
  }))
  const folders = SHOWN_FOLDERS.map(({ folder, name }) => ({
    id: `folder-${folder}`,
    group: 'Go to',
    label: `Tickets: ${name}`,
    keys: [],
    run: () => void navigate({ to: '/tickets/$folder', params: { folder } }).then(() => focusScreen()),
  }))
  const settings = SETTINGS.filter((page) => mayManage || !page.isForAdministrators).map((page) => ({
    id: page.to,
    group: 'Settings',
    label: page.name,
    keys: [],
    run: () => void navigate({ to: page.to }).then(() => focusScreen()),
  }))
  const out = { id: 'sign-out', group: 'Everywhere', label: 'Sign out', keys: [], run: () => void signOut() }
  const here = byKey.filter((command) => command.group === 'This ticket' || command.group === 'Posts')
  const places = byKey.filter((command) => command.group === 'Go to')
  const everywhere = byKey.filter((command) => command.group === 'Everywhere')
  return [...here, ...places, ...folders, ...settings, ...everywhere, out]
}
