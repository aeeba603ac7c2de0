import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, useCallback, Suspense, useEffect, useRef, useState } from 'react'
import { useShortcut } from '../keys/shortcuts.tsx'
import { useLiveEvents } from '../live/use-live-events.ts'
import { TicketsWatch } from '../tickets/tickets-watch.tsx'
import { useOutboxSender } from '../conversation/use-outbox-sender.ts'
import { focusScreen } from '../ui/focus-screen.ts'
import { DeskBanner } from './desk-banner.tsx'
import { focusRegion } from './focus-region.ts'
import { keepFocus } from './keep-focus.ts'
import { Navigation } from './navigation.tsx'
import { TabBar } from './tab-bar.tsx'
import { ticketCommands } from './ticket-commands.ts'
import { useCommands } from './use-commands.ts'

// Opened by a key, so they need not come with the first screen.
const CommandMenu = lazy(async () => ({ default: (await import('../keys/command-menu.tsx')).CommandMenu }))
const KeysDialog = lazy(async () => ({ default: (await import('../keys/keys-dialog.tsx')).KeysDialog }))

/** The desk around every screen: navigation, one banner, one sheet, and the overlays that any screen may open. */
export function Shell() {
  const overlay = useOverlay()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  useEffect(keepFocus, [])
  useOutboxSender()
  useShortcut('command-menu', () => overlay.show('commands'))
  useShortcut('all-keys', () => overlay.show('keys'))
  useShortcut('next-region', () => focusRegion(1))
  useShortcut('previous-region', () => focusRegion(-1))
  const commands = useCommands()
  const openTicket = useCallback(
    (ticketId: string) =>
      void navigate({ to: '/tickets/$folder/$ticketId', params: { folder: 'all', ticketId } }).then(() => focusScreen()),
    [navigate],
  )
  useLiveEvents(openTicket)

  return (
    <>
      <a className="skip-link" href="#sheet">
        Skip to the content
      </a>
      <div className="shell">
        <TicketsWatch />
        <Navigation onSearch={() => overlay.show('commands')} onHelp={() => overlay.show('keys')} />
        <div className="stage">
          <DeskBanner />
          <main className="sheet" id="sheet" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
        <TabBar />
      </div>
      <Suspense>
        {overlay.shown === 'commands' ? (
          <CommandMenu isOpen onClose={overlay.close} commands={commands} tickets={ticketCommands(queryClient, openTicket)} />
        ) : null}
        {overlay.shown === 'keys' ? <KeysDialog isOpen onClose={overlay.close} /> : null}
      </Suspense>
    </>
  )
}

type Overlay = 'commands' | 'keys'

/** One overlay at a time. What had the focus gets it back, unless the act that closed it put the focus elsewhere. */
function useOverlay() {
  const [shown, setShown] = useState<Overlay>()
  const opener = useRef<Element>(null)
  useEffect(() => {
    if (shown === undefined && opener.current instanceof HTMLElement && document.activeElement === document.body) {
      opener.current.focus({ preventScroll: true })
    }
  }, [shown])
  return {
    shown,
    show: (next: Overlay) => {
      opener.current = document.activeElement
      setShown(next)
    },
    close: () => setShown(undefined),
  }
}
