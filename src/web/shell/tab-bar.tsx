import { IconArticle, IconListCheck, IconSettings, IconTicket, IconUserCircle } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useShowsFirstSteps } from '../first-steps/first-steps-query.ts'
import { usePublicUnanswered } from '../posts/counts-query.ts'
import { useFolderCounts } from '../tickets/tickets-queries.ts'
import { Count } from '../ui/count.tsx'

/** The navigation of a phone. */
export function TabBar() {
  const { pathname } = useLocation()
  const counts = useFolderCounts()
  const unansweredInPublic = usePublicUnanswered()
  const showsSteps = useShowsFirstSteps()
  return (
    <nav className="tabbar" aria-label="Main, small screen" data-region>
      {showsSteps ? (
        <Link to="/first-steps" activeProps={{ 'data-here': true }}>
          <IconListCheck size={20} aria-hidden="true" />
          First steps
        </Link>
      ) : null}
      <Link to="/tickets" data-here={pathname.startsWith('/tickets') || undefined}>
        <IconTicket size={20} aria-hidden="true" />
        Tickets
        <Count value={counts.unanswered} isRed title={`${counts.unanswered} unanswered`} />
      </Link>
      <Link to="/posts" data-here={pathname.startsWith('/posts') || undefined}>
        <IconArticle size={20} aria-hidden="true" />
        Posts
        <Count value={unansweredInPublic} isRed title={`${unansweredInPublic} unanswered`} />
      </Link>
      <Link to="/settings" data-here={pathname.startsWith('/settings') || undefined}>
        <IconSettings size={20} aria-hidden="true" />
        Settings
      </Link>
      <Link to="/me" activeProps={{ 'data-here': true }}>
        <IconUserCircle size={20} aria-hidden="true" />
        You
      </Link>
    </nav>
  )
}
