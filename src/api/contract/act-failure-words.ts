import type { SendFailureReason } from '#domain/acts/outcome.ts'
import type { ActResult } from '#domain/acts/result.ts'

/** What stood in the way of something done in public, told to whoever looks back: in the log, in its file, and on the ticket. */
const WORDS: Readonly<Record<SendFailureReason, (who: string) => string>> = {
  'window-closed': () => 'The time in which Facebook allows it ended before it was done.',
  'not-granted': () => 'Facebook does not allow this Page to write so.',
  'template-not-approved': () => 'Facebook has not approved the template, or not any more.',
  'person-unavailable': (who) => `${capital(who)} can’t receive messages from this Page. A public answer still reaches them.`,
  'message-too-long': () => 'The text is too long for Facebook.',
  'permission-missing': () =>
    'Facebook has not granted this Page the permission for it. An administrator can grant it by reconnecting the Page.',
  'page-restricted': () => 'Facebook does not let this Page do it for now.',
  'thread-owned-elsewhere': () => 'Another app answers there, and Facebook lets one app answer at a time.',
  'rate-limited': () => 'Facebook asked this Page to slow down.',
  'facebook-unwell': () => 'Facebook had a problem.',
  'no-answer': () => 'Facebook did not answer.',
  'key-dead': () => 'The Page is disconnected.',
  'answered-privately': () =>
    'It was answered privately already, perhaps in Facebook. One private reply to a comment is all that Facebook allows.',
  'not-answerable': () =>
    'Facebook says that it can’t be answered privately, for example because of its author’s settings. A public answer still reaches them.',
  gone: () => 'Facebook can’t find it, or doesn’t let apps do this to it. It may have been deleted, or hidden from this Page.',
  'taken-back': () => 'It was taken back before it was sent.',
  'file-gone': () => 'The desk has lost its copy of the file.',
  'file-storage': () => 'The storage of files did not answer.',
  'terms-not-accepted': () => 'Somebody who manages the Page has to accept Facebook’s terms first.',
  'file-refused': () => 'Facebook could not take the file.',
  'in-automated-chat': () => 'They are in an automated conversation of Messenger, which ends by itself.',
  stopped: () => 'A colleague stopped it before it was done.',
  refused: () => 'Facebook refused it.',
}

type Failure = { readonly reason: SendFailureReason } | null | undefined
type Told = { readonly result: ActResult; readonly failure: Failure }

/** What an answer of Facebook's means; null: it was done, and that says all. `who` wrote what it is about, as one speaks of them in a sentence. */
export function actFailureWords({ result, failure }: Told, who: string): string | null {
  const why = failure ? WORDS[failure.reason](who) : undefined
  switch (result) {
    case 'done':
      return null
    case 'refused':
      return failure?.reason === 'no-answer' ? 'Facebook did not answer, and does not show it.' : (why ?? WORDS.refused(who))
    case 'waiting':
      return why === undefined
        ? 'Facebook has not been asked yet.'
        : `${why} ${isForPeople(failure) ? 'It waits until the Page is reconnected.' : 'The desk tries again by itself.'}`
    case 'unsure':
      return `${why ?? WORDS['no-answer'](who)} It may have been done all the same.`
  }
}

/** Nothing ends it but somebody who reconnects the Page. */
function isForPeople(failure: Failure): boolean {
  return failure?.reason === 'key-dead'
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}
