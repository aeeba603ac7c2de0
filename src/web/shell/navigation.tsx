import { Tooltip } from '@mantine/core'
import { IconArticle, IconHelpCircle, IconListCheck, IconPlugConnectedX, IconSearch, IconSettings, IconTicket } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useIsWide } from '../ui/use-is-wide.ts'
import type { ReactNode } from 'react'
import { useShowsFirstSteps } from '../first-steps/first-steps-query.ts'
import { IS_MAC, keyNames } from '../keys/key-names.ts'
import { usePublicUnanswered } from '../posts/counts-query.ts'
import { useMay, useSession } from '../session/session.ts'
import { ATTENTION, attentionTitle, isAttention, SHOWN_FOLDERS } from '../tickets/folders.ts'
import { useFolderCounts } from '../tickets/tickets-queries.ts'
import { Count } from '../ui/count.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Mark } from '../ui/mark.tsx'
import { Me } from './me.tsx'
import { useBrokenChannels } from './use-broken-channels.ts'

type NavigationProps = { readonly onSearch: () => void; readonly onHelp: () => void }

/** Where one can go. A rail of glyphs below 1440 px, a bar at the bottom on a phone. */
export function Navigation({ onSearch, onHelp }: NavigationProps) {
  const { workspace } = useSession()
  const { pathname } = useLocation()
  const isWide = useIsWide(1440)
  const mayManage = useMay('workspace.manage')
  const showsSteps = useShowsFirstSteps()
  const broken = useBrokenChannels()
  const { unanswered } = useFolderCounts()
  const unansweredInPublic = usePublicUnanswered()
  const alert = `${broken.length} ${broken.length === 1 ? 'channel needs' : 'channels need'} you`

  return (
    <nav className="nav" aria-label="Main" data-region>
      <div className="brand" title={workspace.name}>
        <Mark />
        <span className="ellipsis">{workspace.name}</span>
      </div>
      <button
        type="button"
        className="nav-search"
        aria-keyshortcuts={IS_MAC ? 'Meta+K' : 'Control+K'}
        title="Search or run a command"
        onClick={onSearch}
      >
        <IconSearch size={16} aria-hidden="true" />
        <span className="t ellipsis">Commands</span>
        <span className="nav-keys" aria-hidden="true">
          <Kbd>{keyNames(['Ctrl', 'K']).join(' ')}</Kbd>
        </span>
      </button>
      {showsSteps ? (
        <RailTip label="First steps" isOff={isWide}>
          <Link to="/first-steps" className="nav-item" activeProps={{ 'data-here': true }}>
            <IconListCheck size={18} aria-hidden="true" />
            <span className="t">First steps</span>
          </Link>
        </RailTip>
      ) : null}
      <RailTip label="Tickets" isOff={isWide}>
        <Link
          to="/tickets"
          className="nav-item"
          aria-label={unanswered === 0 ? 'Tickets' : `Tickets, ${unanswered} unanswered`}
          data-here={pathname.startsWith('/tickets') || undefined}
        >
          <IconTicket size={18} aria-hidden="true" />
          <span className="t">Tickets</span> <Count value={unanswered} isRed title={`${unanswered} unanswered`} />
        </Link>
      </RailTip>
      {pathname.startsWith('/tickets') ? <FolderLinks /> : null}
      <RailTip label="Posts" isOff={isWide}>
        <Link
          to="/posts"
          className="nav-item"
          aria-label={unansweredInPublic === 0 ? 'Posts' : `Posts, ${unansweredInPublic} unanswered`}
          data-here={pathname.startsWith('/posts') || undefined}
        >
          <IconArticle size={18} aria-hidden="true" />
          <span className="t">Posts</span> <Count value={unansweredInPublic} isRed title={`${unansweredInPublic} unanswered`} />
        </Link>
      </RailTip>
      <div className="nav-foot">
        {mayManage && broken.length > 0 ? (
          <Link to="/settings/channels" className="nav-alert" title={alert}>
            <IconPlugConnectedX size={16} aria-hidden="true" />
            <span>{alert}</span>
          </Link>
        ) : null}
        <RailTip label="Settings" isOff={isWide}>
          <Link to="/settings" className="nav-item" aria-label="Settings" data-here={pathname.startsWith('/settings') || undefined}>
            <IconSettings size={18} aria-hidden="true" />
            <span className="t">Settings</span>
          </Link>
        </RailTip>
        <RailTip label="Help and shortcuts" isOff={isWide}>
          <button type="button" className="nav-item" aria-label="Help and shortcuts" onClick={onHelp}>
            <IconHelpCircle size={18} aria-hidden="true" />
            <span className="t">Help and shortcuts</span>
          </button>
        </RailTip>
        <Me />
      </div>
    </nav>
  )
}

function FolderLinks() {
  const counts = useFolderCounts()
  const { pathname } = useLocation()
  const isInAttention = pathname.startsWith(`/tickets/${ATTENTION.mine}`)
  return (
    <ul className="folders" aria-label="Ticket folders">
      {SHOWN_FOLDERS.map(({ folder, name }) => (
        <li key={folder}>
          <Link
            to="/tickets/$folder"
            params={{ folder }}
            className="nav-item"
            activeProps={{ 'data-here': true }}
            data-here={(isAttention(folder) && isInAttention) || undefined}
          >
            <span className="grow ellipsis">{name}</span>
            {isAttention(folder) ? (
              <Count value={counts.of(folder)} isRed title={attentionTitle(counts.of(folder))} />
            ) : (
              <Count value={counts.of(folder)} />
            )}
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** In the rail a glyph's name stands in its tooltip. */
function RailTip({ label, isOff, children }: { readonly label: string; readonly isOff: boolean; readonly children: ReactNode }) {
  return (
    <Tooltip label={label} position="right" disabled={isOff}>
      {children}
    </Tooltip>
  )
}
