import { useNavigate } from '@tanstack/react-router'
import type { Command } from '../keys/command.ts'
import { KEYMAP, SHORTCUT_IDS } from '../keys/keymap.ts'
import { useOfferedShortcuts, useShortcut, useShortcutRegistry } from '../keys/shortcuts.tsx'
import { useSignOut } from '../session/use-sign-out.ts'
import { useMay } from '../session/session.ts'
import { FOLDERS } from '../tickets/folders.ts'
import { useColorScheme } from '../ui/use-color-scheme.ts'
import { SETTINGS } from '../settings/settings-pages.ts'

/** Everything the command menu offers here and now: what the screen offers by key, then places, then oneself. */
export function useCommands(): readonly Command[] {
  const navigate = useNavigate()
  const registry = useShortcutRegistry()
  const offered = useOfferedShortcuts()
  const scheme = useColorScheme()
  const signOut = useSignOut()
  const mayManage = useMay('workspace.manage')
  useShortcut('go-tickets', () => void navigate({ to: '/tickets' }))
  useShortcut('go-settings', () => void navigate({ to: '/settings' }))
  useShortcut('switch-theme', scheme.toggle)

  const byKey = SHORTCUT_IDS.filter((id) => offered.has(id) && id !== 'command-menu' && id !== 'next-region').map((id) => ({
    id,
    group: KEYMAP[id].group,
    label: KEYMAP[id].label,
    keys: KEYMAP[id].keys,
    run: () => void registry.run(id),
  }))
  const folders = FOLDERS.map(({ folder, name }) => ({
    id: `folder-${folder}`,
    group: 'Go to',
    label: `Tickets: ${name}`,
    keys: [],
    run: () => void navigate({ to: '/tickets/$folder', params: { folder } }),
  }))
  const settings = SETTINGS.filter((page) => mayManage || !page.isForAdministrators).map((page) => ({
    id: page.to,
    group: 'Settings',
    label: page.name,
    keys: [],
    run: () => void navigate({ to: page.to }),
  }))
  const out = { id: 'sign-out', group: 'Everywhere', label: 'Sign out', keys: [], run: () => void signOut() }
  const ofTicket = byKey.filter((command) => command.group === 'This ticket')
  const places = byKey.filter((command) => command.group === 'Go to')
  const everywhere = byKey.filter((command) => command.group === 'Everywhere')
  return [...ofTicket, ...places, ...folders, ...settings, ...everywhere, out]
}
