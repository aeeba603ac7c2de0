import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'

/** Light or dark; until somebody chooses, the computer's own setting counts. */
export function useColorScheme(): { readonly isDark: boolean; readonly toggle: () => void } {
  const { setColorScheme } = useMantineColorScheme()
  const isDark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark'
  return { isDark, toggle: () => setColorScheme(isDark ? 'light' : 'dark') }
}
