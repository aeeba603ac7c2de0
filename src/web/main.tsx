import './styles.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createDeskQueryClient } from './api/query-client.ts'
import { App } from './app.tsx'
import { createShortcutRegistry } from './keys/shortcuts.tsx'
import { createDeskRouter } from './router.tsx'

const queryClient = createDeskQueryClient(() => {
  // The session ended elsewhere: whoever is inside is asked who they are, and comes back to where they were.
  const { pathname, href } = router.state.location
  if (!/^\/(sign-in|setup|invitation|forgot-password|new-password)/u.test(pathname)) {
    queryClient.removeQueries({ queryKey: ['session'] })
    void router.navigate({ to: '/sign-in', search: { to: href } })
  }
})
// Facebook's way back ends so (seen 2026-11), and browsers carry it through every redirect of ours.
if (window.location.hash === '#_=_') {
  window.history.replaceState(window.history.state, '', `${window.location.pathname}${window.location.search}`)
}
const router = createDeskRouter(queryClient)
const root = document.querySelector('#root')
if (root === null) {
  throw new Error('index.html has no #root')
}

createRoot(root).render(
  <StrictMode>
    <App queryClient={queryClient} router={router} shortcuts={createShortcutRegistry()} />
  </StrictMode>,
)
