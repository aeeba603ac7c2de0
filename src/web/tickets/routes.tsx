import { createRoute, redirect } from '@tanstack/react-router'
import type { ShellRoute } from '../shell/shell-route.tsx'
import { firstFolder, folderNamed, isOfEnds, ownSort } from './folders.ts'
import { ticketsSearch } from './search.ts'
import { countsOf, folderCountsQuery } from './tickets-queries.ts'
import { TicketsScreen } from './tickets-screen.tsx'

export function ticketsRoutes(shell: ShellRoute) {
  const home = createRoute({
    getParentRoute: () => shell,
    path: '/tickets',
    beforeLoad: async ({ context }) => {
      const counts = countsOf(await context.queryClient.ensureQueryData(folderCountsQuery))
      throw redirect({ to: '/tickets/$folder', params: { folder: firstFolder(counts.of) }, replace: true })
    },
  })
  // One route for a folder with and without an open ticket: the list stays where it is when a ticket opens.
  const folder = createRoute({
    getParentRoute: () => shell,
    path: '/tickets/$folder',
    validateSearch: ticketsSearch,
    component: function Tickets() {
      const { sort, deadlineKind } = folder.useSearch()
      const ticketId = ticket.useMatch({ shouldThrow: false })?.params.ticketId
      const known = folderNamed(folder.useParams().folder).folder
      const shown = { folder: known, sort: sort ?? ownSort(known), deadlineKind: isOfEnds(known) ? deadlineKind : undefined }
      return <TicketsScreen shown={shown} ticketId={ticketId} />
    },
  })
  const ticket = createRoute({ getParentRoute: () => folder, path: '/$ticketId', component: () => null })
  return [home, folder.addChildren([ticket])] as const
}
