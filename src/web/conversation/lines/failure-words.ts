import type { OtherMode, ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import type { MessageFailure, MessageFailureReason, MessagePart } from '../../api/types.ts'

/** What became of a message that was not sent, for the person who wrote it: what happened, why, what to do. */
export type FailureWords = { readonly words: string; readonly canRetry: boolean }

type Wording = { readonly words: (who: string, failure: MessageFailure | null) => string; readonly canRetry: boolean }

/** "Only admins, developers or testers of the app until pages_messaging is reviewed and the app is live" (Messenger Platform docs, error codes, 2026-06). */
const NOT_LIVE = 2_018_028
const NOT_GRANTED =
  'Facebook has not granted this Page the permission to send messages. Try again after an administrator has reconnected the Page and granted it.'

const REACHES_TESTERS =
  'The app at Facebook reaches only those who develop and test it, until Facebook has reviewed its permission to send messages (pages_messaging) and it is live. An administrator sees at developers.facebook.com which of the two is missing. Then try again.'

const WORDS: Readonly<Record<MessageFailureReason, Wording>> = {
  'window-closed': {
    words: (who) => `The 24 hours ended before it was sent. A new message from ${who} starts another 24 hours.`,
    canRetry: false,
  },
  'not-granted': {
    words: () =>
      'Facebook no longer allows this Page to write so, as an administrator recorded in the channel’s settings, so it was not sent. Copy the text, or try again when that has changed.',
    canRetry: true,
  },
  'template-not-approved': {
    words: () =>
      'Facebook does not let this template be sent any more, so it was not sent. An administrator sees why in the channel’s settings. Try again once it is approved, or fill another one.',
    canRetry: true,
  },
  'person-unavailable': {
    words: (who) =>
      `${capital(who)} can’t receive messages from this Page right now. They may have blocked the Page. Try again tomorrow, or contact them another way.`,
    canRetry: true,
  },
  'message-too-long': {
    words: () => 'The message is too long for Facebook. Copy the text, shorten it and send it again.',
    canRetry: false,
  },
  'permission-missing': {
    words: (_who, failure) => (failure?.subcode === NOT_LIVE ? REACHES_TESTERS : NOT_GRANTED),
    canRetry: true,
  },
  'page-restricted': {
    words: () => 'Facebook does not let this Page send messages for now. Try again when the restriction is over.',
    canRetry: true,
  },
  'thread-owned-elsewhere': {
    words: () =>
      'Another app answers this conversation, and Facebook lets one app answer at a time. Try again when it hands the conversation over.',
    canRetry: true,
  },
  'rate-limited': { words: () => 'Facebook asked this Page to slow down. Try again in a few minutes.', canRetry: true },
  'facebook-unwell': { words: () => 'Facebook had a problem. Try again.', canRetry: true },
  'key-dead': { words: () => 'The Page is disconnected. Try again after an administrator has reconnected it.', canRetry: true },
  'no-answer': { words: () => 'Facebook did not answer, and does not show it. Try again.', canRetry: true },
  'answered-privately': {
    words: () => 'It was answered privately already, perhaps in Facebook. One private reply to a comment is all that Facebook allows.',
    canRetry: false,
  },
  'not-answerable': {
    words: () =>
      'Facebook says that this comment can’t be answered privately, for example because of its author’s settings. Reply publicly.',
    canRetry: false,
  },
  gone: {
    // One code for all: "does not exist, cannot be loaded due to missing permissions, or does not support this operation" (Graph, 100/33).
    words: () =>
      'Facebook can’t find what this answers, or doesn’t let apps answer it: it may have been deleted, or hidden from this Page. If you see it on Facebook, answer there.',
    canRetry: false,
  },
  'taken-back': { words: () => 'It was taken back before it was sent. Write it again if the customer should get it.', canRetry: true },
  'file-gone': {
    words: () => 'The desk has lost its copy of the file. Write the reply again, with the file.',
    canRetry: false,
  },
  'file-storage': { words: () => 'The storage of files did not answer. Try again in a moment.', canRetry: true },
  'terms-not-accepted': {
    words: () =>
      'Somebody who manages the Page has to accept Facebook’s terms first. Try again after an administrator of the Page has opened it on Facebook and accepted them.',
    canRetry: true,
  },
  'file-refused': { words: (_who, failure) => fileRefused(failure), canRetry: true },
  'in-automated-chat': {
    words: (who) => `${capital(who)} is in an automated conversation of Messenger, which ends by itself. Try again later.`,
    canRetry: true,
  },
  stopped: { words: () => 'Somebody here stopped it before it was sent. Try again if it is to be sent after all.', canRetry: true },
  refused: { words: () => 'Facebook refused the message. Change it, or try again.', canRetry: true },
}

/** What everybody reads is not sent to anybody, and needs another permission (Comments and mentions, 2026-04). */
const PUBLIC_WORDS: Partial<Readonly<Record<MessageFailureReason, Wording>>> = {
  'permission-missing': {
    words: () =>
      'Facebook has not granted this Page the permission to answer and moderate comments (pages_manage_engagement). Try again after an administrator has reconnected the Page and granted it.',
    canRetry: true,
  },
  'page-restricted': {
    words: () => 'Facebook does not let this Page act on its wall for now. Try again when the restriction is over.',
    canRetry: true,
  },
  refused: { words: () => 'Facebook refused it. Try again, or do it on Facebook.', canRetry: true },
}

type Meant = { readonly isPublic: boolean; readonly mode?: ReplyMode; readonly parts?: readonly MessagePart[] }

/**
 * `who` is how the client is spoken of in a sentence. A failure without a reason is a refusal that told none. `isPublic`: everybody was to read it, or to
 * see what it does.
 */
export function failureWords(failure: MessageFailure | null, who: string, meant: Meant = { isPublic: false }): FailureWords {
  const { isPublic, mode = 'response' } = meant
  const reason = failure?.reason ?? 'refused'
  const { words, canRetry } = (isPublic ? PUBLIC_WORDS[reason] : undefined) ?? WORDS[reason]
  const byContent = contentRefused(reason, meant)
  if (byContent !== undefined) {
    return { words: byContent, canRetry }
  }
  if (reason === 'window-closed' && mode !== 'response') {
    return { words: overWords(mode, isWindowByFacebook(failure), who), canRetry }
  }
  return { words: isWindowByFacebook(failure) ? windowByFacebook(who) : words(who, failure), canRetry }
}

/** What a refusal means of what is no text. */
function contentRefused(reason: MessageFailureReason, { mode, parts = [] }: Meant): string | undefined {
  if (reason === 'refused' && mode === 'utility') {
    return REFUSED_TEMPLATE
  }
  const hasCards = parts.some((part) => part.part === 'template' && part.cards.length > 0)
  return reason === 'file-refused' && hasCards ? PICTURE_REFUSED : undefined
}

const PICTURE_REFUSED =
  'Facebook could not fetch the picture of a card. See whether its address opens for everybody, and try again, or send the cards with another one.'

const REFUSED_TEMPLATE =
  'Facebook refused the template: it may not be approved any more, or a value does not fit. Try again, or fill another one. An administrator sees its state in the channel’s settings after a refresh.'

/** Messenger Platform docs, error codes, 2026-06. */
const WHY_NOT: Readonly<Record<number, string>> = {
  2_018_109: 'it is too large.',
  2_018_047: 'its content is of another kind than Facebook was told.',
  2_018_294: 'the video is damaged, or took Facebook too long to read.',
}

function fileRefused(failure: MessageFailure | null): string {
  const file = failure?.fileName === undefined ? 'the file' : `“${failure.fileName}”`
  const why = WHY_NOT[failure?.subcode ?? 0]
  const what = why === undefined ? `Facebook could not take ${file}.` : `Facebook did not take ${file}: ${why}`
  return `${what} Try again, or save it in another form and send that.`
}

/** Facebook counts the hours itself. When it refused, the time that the desk shows may still be running, so its word is told as its own. */
export function isWindowByFacebook(failure: MessageFailure | null): boolean {
  return failure?.reason === 'window-closed' && failure.code !== undefined
}

function windowByFacebook(who: string): string {
  return `Facebook refused it: by its clock, the 24 hours are over. A new message from ${who} starts another 24 hours.`
}

/** Of what went with a tag Facebook's refusal may as well mean that it has not granted the Page that. */
function overWords(mode: OtherMode, isByFacebook: boolean, who: string): string {
  const anew = `A new message from ${who} starts another 24 hours.`
  if (mode === 'utility') {
    return `Facebook refused it as a utility message. ${anew}`
  }
  if (mode === 'news') {
    return `Facebook refused it as news: it does not have this Page in its News Page Index. ${anew}`
  }
  return isByFacebook
    ? `Facebook refused it as the message of a human agent: by its clock the 7 days are over, or it has not granted this Page the Human Agent feature. ${anew}`
    : `The 7 days for human agents ended before it was sent. ${anew}`
}

const TROUBLE = 'Facebook had a problem'
const SILENCE = 'Facebook did not answer'

const DOUBTS: Readonly<Partial<Record<MessageFailureReason, string>>> = {
  'no-answer': SILENCE,
  'rate-limited': 'Facebook asked this Page to slow down',
}

/** Why nobody can tell what became of it, as the end of a line. */
export function doubtInShort(failure: MessageFailure | null): string {
  return failure === null ? SILENCE : (DOUBTS[failure.reason] ?? TROUBLE)
}

/** Why nobody can tell whether it was sent. */
export function doubtWords(failure: MessageFailure | null): string {
  const why = doubtInShort(failure)
  return why === SILENCE ? `${why}, so it may have been sent.` : `${why}, but may have sent it.`
}

/** Where it only waits for its turn, whatever once stopped it is over. */
const QUEUED: Readonly<Partial<Record<MessageFailureReason, string>>> = {
  'rate-limited': 'Queued: Facebook asks this Page to slow down.',
  'facebook-unwell': 'Queued: Facebook has a problem.',
  'file-storage': 'Queued: the storage of files does not answer.',
  'in-automated-chat': 'Queued: Messenger answers them automatically for now.',
}

type Queued = {
  readonly failure: MessageFailure | null
  readonly channel: 'connected' | 'disconnected' | 'switched-off'
  /** When it is tried again, in words; undefined where it only waits for its turn. */
  readonly nextTry: string | undefined
}

/** Why a reply is still queued, and what ends it. */
export function queuedWords({ failure, channel, nextTry }: Queued): string {
  switch (channel) {
    case 'disconnected':
      return 'Queued until the Page is reconnected'
    case 'switched-off':
      return 'Queued until Facebook is switched back on'
    case 'connected': {
      const why = (failure && QUEUED[failure.reason]) ?? 'Queued.'
      return nextTry === undefined ? `${why} Sends automatically.` : `${why} Next try ${nextTry}.`
    }
  }
}

/** Facebook's own numbers, for the curious. */
export function failureCodes(failure: MessageFailure | null): string | undefined {
  if (failure?.code === undefined) {
    return undefined
  }
  return failure.subcode === undefined ? `Facebook: ${failure.code}` : `Facebook: ${failure.code} / ${failure.subcode}`
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}
