import { createTheme, type CSSVariablesResolver } from '@mantine/core'

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  black: '#1d2427',
  white: '#fefefd',
  colors: {
    petrol: ['#edf8fa', '#d8eef3', '#b5dee7', '#8cc9d6', '#68b5c5', '#449dae', '#2a8393', '#116776', '#0a515c', '#093b44'],
    gray: ['#fbfaf7', '#f2f0ed', '#edebe7', '#e1dfdb', '#d2cfca', '#a9a69e', '#838078', '#5b6367', '#485053', '#1d2427'],
    dark: ['#e5e3de', '#bcbab6', '#a7a5a0', '#7a8387', '#394145', '#293033', '#202629', '#181d1f', '#111517', '#0c1011'],
  },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '0.9375rem', xl: '1.0625rem' },
  lineHeights: { xs: '1.333', sm: '1.385', md: '1.5', lg: '1.533', xl: '1.412' },
  headings: { fontWeight: '620', textWrap: 'balance' },
  spacing: { xs: '6px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  breakpoints: { xs: '24.375em', sm: '48em', md: '64em', lg: '80em', xl: '96em' },
  cursorType: 'pointer',
  focusRing: 'never',
  respectReducedMotion: true,
  // Plain objects, not `Button.extend(…)`: naming a component here would load it with the first screen.
  components: {
    // Behaviour is Mantine's, the look is ui/button.css.
    Button: { defaultProps: { size: 'sm', variant: 'default', unstyled: true } },
    ActionIcon: { defaultProps: { size: 'md', variant: 'quiet', unstyled: true } },
    // A field says in its own words whether it may stay empty; no asterisk is part of its name.
    InputWrapper: { defaultProps: { withAsterisk: false } },
    Input: { defaultProps: { size: 'md' } },
    // In the sheet, because what is outside every landmark is not found by who walks them; and no placeholder, which is no item of a menu.
    Menu: {
      defaultProps: {
        radius: 'lg',
        shadow: 'lg',
        withinPortal: true,
        position: 'bottom-end',
        offset: 4,
        withInitialFocusPlaceholder: false,
        portalProps: { target: '#sheet' },
      },
    },
    Modal: { defaultProps: { radius: 'lg', centered: true, closeButtonProps: { 'aria-label': 'Close' } } },
    Tooltip: {
      defaultProps: { openDelay: 400, multiline: true, maw: 300, events: { hover: true, focus: true, touch: true } },
    },
  },
})

/** Mantine's own variables take our tokens; everything else reads tokens.css directly. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-2)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-2)',
    '--mantine-color-anchor': 'var(--accent-text)',
    '--mantine-color-error': 'var(--bad)',
  }
  return { variables: {}, light: shared, dark: shared }
}
