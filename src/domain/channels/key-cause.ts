/**
 * Why a key stopped working, as far as the network tells. It tells a cause by its numbers only when the key is used: no notice comes beforehand
 * (Access tokens, debugging and error handling, 2026).
 */
export const KEY_CAUSES = [
  'expired',
  'password-changed',
  'logged-out',
  'app-removed',
  'page-left-out',
  'role-lost',
  'checkpoint',
  'unconfirmed',
  'unknown',
] as const
export type KeyCause = (typeof KEY_CAUSES)[number]

/** These concern whoever connected it, and with them every other key that was made from the same login. */
const OF_THE_PERSON: ReadonlySet<KeyCause> = new Set(['password-changed', 'logged-out', 'app-removed', 'checkpoint', 'unconfirmed'])

export function concernsThePerson(cause: KeyCause): boolean {
  return OF_THE_PERSON.has(cause)
}

/** What happened, in a sentence, the same on screens and in mails. `person`: who connected the channel, where that is known. */
export function keyCauseWords(cause: KeyCause, person: string | undefined): string {
  const who = person ?? 'The person who connected it'
  const whom = person ?? 'the person who connected it'
  switch (cause) {
    case 'expired':
      return 'The key has expired.'
    case 'password-changed':
      return `${who} changed the password at Facebook, or Facebook ended the session for security reasons.`
    case 'logged-out':
      return `${who} was logged out of Facebook, which ended the key.`
    case 'app-removed':
      return `${who} removed the app from their Facebook account.`
    case 'page-left-out':
      return 'This Page was left unticked in Facebook’s window at a later login.'
    case 'role-lost':
      return `${who} is no longer an administrator of this Page.`
    case 'checkpoint':
      return `Facebook asks ${whom} to log in at facebook.com and to follow the instructions there.`
    case 'unconfirmed':
      return `Facebook has not confirmed the account of ${whom}.`
    case 'unknown':
      return 'Facebook does not say why.'
  }
}

/** What to do now, in a sentence. */
export function keyCureWords(cause: KeyCause): string {
  switch (cause) {
    case 'page-left-out':
      return 'Log in again, press Edit settings in Facebook’s window, and tick this Page together with your others.'
    case 'role-lost':
      return 'Another administrator of the Page has to log in.'
    case 'checkpoint':
    case 'unconfirmed':
      return 'After that, log in again. Any other administrator of the Page can do it now.'
    case 'expired':
    case 'password-changed':
    case 'logged-out':
    case 'app-removed':
    case 'unknown':
      return 'Log in again. Any administrator of the Page can do it.'
  }
}
