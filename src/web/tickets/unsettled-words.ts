import type { Unsettled } from '#api/contract/ticket.ts'
import type { MessageFailureReason } from '../api/types.ts'
import { doubtInShort, isWindowByFacebook } from '../conversation/lines/failure-words.ts'
import { PUBLIC_ACT_WORDS } from '../conversation/public/act-words.ts'

/** Of a ticket what this list is about: one's own, or everybody's. */
export type Whose = 'mine' | 'anybodys'

/** The newest that needs attention, and how much more does. */
export type Meant = { readonly newest: Unsettled; readonly more: number }

export function meantBy(unsettled: readonly Unsettled[], whose: Whose, userId: string): Meant | undefined {
  const meant = whose === 'mine' ? unsettled.filter(({ by }) => by.id === userId) : unsettled
  const [newest] = meant
  return newest && { newest, more: meant.reduce((sum, { count }) => sum + count, 0) - 1 }
}

const WHY: Readonly<Record<MessageFailureReason, (who: string) => string>> = {
  'window-closed': () => 'the reply window closed before it went',
  'not-granted': () => 'Facebook no longer allows this Page to send it',
  'template-not-approved': () => 'Facebook does not let this template be sent any more',
  'person-unavailable': (who) => `${who} can’t receive messages now`,
  'message-too-long': () => 'it is too long for Facebook',
  'permission-missing': () => 'Facebook has not granted the permission',
  'page-restricted': () => 'Facebook restricts this Page for now',
  'thread-owned-elsewhere': () => 'another app answers here',
  'rate-limited': () => 'Facebook asked this Page to slow down',
  'facebook-unwell': () => 'Facebook had a problem',
  'no-answer': () => 'Facebook did not answer, and does not show it',
  'key-dead': () => 'the Page is disconnected',
  'answered-privately': () => 'it was answered privately already',
  'not-answerable': () => 'this comment can’t be answered privately',
  gone: () => 'Facebook can’t find what it is about',
  'taken-back': () => 'it was taken back before it went',
  'file-gone': () => 'the desk has lost its copy of the file',
  'file-storage': () => 'the storage of files did not answer',
  'terms-not-accepted': () => 'Facebook’s terms have to be accepted for the Page',
  'file-refused': () => 'Facebook could not take the file',
  'in-automated-chat': (who) => `${who} is in an automated conversation`,
  stopped: () => 'somebody here stopped it',
  refused: () => 'Facebook refused it',
}

type Reader = { readonly userId: string; readonly who: string; readonly since: string }

/** Why a ticket needs attention, in one line: what was not done, and what stood in the way. `who` is the client, `since` when it happened. */
export function unsettledWords({ newest, more }: Meant, { userId, who, since }: Reader): string {
  const { by, act, state, failure } = newest
  const name = by.id === userId ? '' : `${by.name ?? 'Somebody'}: `
  const words =
    state === 'unconfirmed' ? `${doubted(act)} since ${since}: ${doubtInShort(failure)}` : `${notDone(act)}: ${why(newest, who)}`
  return `${name}${words}${more > 0 ? `, and ${more} more` : ''}`
}

/** Of what went by a rule Facebook's refusal may as well mean that it does not allow the Page that. */
function why({ failure, mode }: Unsettled, who: string): string {
  if (isWindowByFacebook(failure)) {
    return mode === 'response' ? 'Facebook refused it, as over time by its clock' : WHY.refused(who)
  }
  return WHY[failure?.reason ?? 'refused'](who)
}

function notDone(act: Unsettled['act']): string {
  return act === 'reply' ? 'Not sent' : PUBLIC_ACT_WORDS[act].not
}

function doubted(act: Unsettled['act']): string {
  return act === 'reply' ? 'Unconfirmed' : `${PUBLIC_ACT_WORDS[act].done}, perhaps: unconfirmed`
}
