import { permissionNames } from './permission-words.ts'

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
      return 'You closed Facebook’s window. Nothing was connected and nothing was saved.'
    case 'permissions-missing':
      return permissionsWords(missing)
    case 'expired':
      return 'This link from Facebook has expired. Nothing was connected. Start again with Add Channel.'
    case 'extension-disabled':
      return 'Facebook is switched off in Extensions. Switch it on, then connect the Page.'
    case 'facebook-unreachable':
      return 'Facebook did not answer. Nothing was connected and nothing was saved. Try again in a minute.'
    default:
      return 'Facebook refused the login. Nothing was connected and nothing was saved.'
  }
}

/** The same for who went there to give a Page another key. */
export function reconnectRefusalWords({ refused, missing }: Refusal): string {
  switch (refused) {
    case 'cancelled':
      return 'You closed Facebook’s window. Nothing was changed.'
    case 'permissions-missing':
      return `A permission that the Page cannot do without was left off, so nothing was changed.${missing.length === 0 ? '' : ` Needed: ${permissionNames(missing)}.`} Log in again, press Edit settings in Facebook’s window and leave every permission on.`
    case 'expired':
      return 'This way back from Facebook has expired. Nothing was changed. Log in again.'
    case 'extension-disabled':
      return 'Facebook is switched off in Extensions. Switch it on, then log in again.'
    case 'facebook-unreachable':
      return 'Facebook did not answer. Nothing was changed. Try again in a minute.'
    default:
      return 'Facebook refused the login. Nothing was changed.'
  }
}

/** Whether Facebook is to ask once more for what was declined: its quick button would repeat the refusal. */
export function isAboutPermissions({ refused }: Refusal): boolean {
  return refused === 'permissions-missing'
}

function permissionsWords(missing: readonly string[]): string {
  const what = missing.length > 1 ? `${missing.length} permissions were left off` : 'A permission was left off'
  return `${what}, so nothing was connected and nothing was saved.${missing.length === 0 ? '' : ` Needed: ${permissionNames(missing)}.`} Try again, press Edit settings in Facebook’s window and leave every permission on.`
}
