/** How one came back from Facebook's dialog with nothing, as it stands in the address. */
export type Refusal = {
  readonly refused: string
  /** Permissions that were asked for and not granted. */
  readonly missing: readonly string[]
  /** Facebook's own numbers, as "190/463". */
  readonly facebook: string | undefined
}

/** What happened, and what to do now. */
export function refusalWords({ refused, missing }: Refusal): string {
  switch (refused) {
    case 'cancelled':
      return 'You closed Facebook’s window. Nothing was connected and nothing was kept.'
    case 'permissions-missing':
      return `Facebook granted too little, so nothing was connected and nothing was kept. Missing: ${missing.join(', ') || 'a permission'}. Add the channel once more and leave every switch on.`
    case 'expired':
      return 'This way back from Facebook was used before or is too old. Nothing was connected; begin anew with Add Channel.'
    case 'extension-disabled':
      return 'Facebook is switched off in Extensions. Switch it on, then connect the Page.'
    default:
      return 'Facebook did not let us in. Nothing was connected and nothing was kept; begin anew with Add Channel.'
  }
}
