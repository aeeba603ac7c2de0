import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useShortcut } from '../keys/shortcuts.tsx'
import { useLiveEvents } from '../live/use-live-events.ts'
import { TicketsWatch } from '../tickets/tickets-watch.tsx'
import { useOutboxSender } from '../tickets/use-outbox-sender.ts'
import { DeskBanner } from './desk-banner.tsx'
import { focusNextRegion } from './focus-next-region.ts'
import { Navigation } from './navigation.tsx'
import { TabBar } from './tab-bar.tsx'
import { useCommands } from './use-commands.ts'

// Opened by a key, so they need not come with the first screen.
const CommandMenu = lazy(async () => ({ default: (await import('../keys/command-menu.tsx')).CommandMenu }))
const KeysDialog = lazy(async () => ({ default: (await import('../keys/keys-dialog.tsx')).KeysDialog }))

type Overlay = 'commands' | 'keys' | undefined

/** The desk around every screen: navigation, one banner, one sheet, and the overlays that any screen may open. */
export function Shell() {
  const [overlay, setOverlay] = useState<Overlay>()
  const close = () => setOverlay(undefined)
  useLiveEvents()
  useOutboxSender()
  useShortcut('command-menu', () => setOverlay('commands'))
  useShortcut('all-keys', () => setOverlay('keys'))
  useShortcut('next-region', focusNextRegion)
  const commands = useCommands()

  return (
    <>
      <a className="skip-link" href="#sheet">
        To the content
      </a>
      <div className="shell">
        <TicketsWatch />
        <Navigation onSearch={() => setOverlay('commands')} onHelp={() => setOverlay('keys')} />
        <div className="stage">
          <DeskBanner />
          <main className="sheet" id="sheet" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
        <TabBar />
      </div>
      <Suspense>
        {overlay === 'commands' ? <CommandMenu isOpen onClose={close} commands={commands} /> : null}
        {overlay === 'keys' ? <KeysDialog isOpen onClose={close} /> : null}
      </Suspense>
    </>
  )
}
