import { MantineProvider } from '@mantine/core'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ShortcutProvider, type ShortcutRegistry } from './keys/shortcuts.tsx'
import type { DeskRouter } from './router.tsx'
import { Toasts } from './ui/toasts.tsx'
import { cssVariablesResolver, theme } from './theme.ts'

type AppProps = { readonly queryClient: QueryClient; readonly router: DeskRouter; readonly shortcuts: ShortcutRegistry }

/** Everything the screens stand on. */
export function App({ queryClient, router, shortcuts }: AppProps) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <Toasts />
      <QueryClientProvider client={queryClient}>
        <ShortcutProvider registry={shortcuts}>
          <RouterProvider router={router} />
        </ShortcutProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}
