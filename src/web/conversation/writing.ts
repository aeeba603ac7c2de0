import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import { humanAgentUntil, isOpenByAd } from '#domain/messaging-policy/reply-window.ts'
import { verdictOn, type Asked, type Obstacle, type Verdict } from '#domain/messaging-policy/verdict.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import { sentenceTime } from '../ui/format-time.ts'
import { shortName } from '../clients/client-name.ts'
import { deadlineView } from './deadline-view.ts'
import { isPublic } from './public/place-words.ts'
import type { TalkByName } from './talk.ts'
import { datesOf, humanAgentView, toReplyWindow, windowView, type WindowView } from './window-view.ts'

export type WritingWords = { readonly head: string; readonly body: string }

/** Whether one may write to the customer now, said the same way in the row, the panel and the composer. */
export type Writing = {
  readonly verdict: Verdict
  readonly words: WritingWords
  /** What is left of the window, with the lock in place of the ring where something else forbids writing. */
  readonly chip: WindowView
}

/** Who reads it, and when. */
type Reader = { readonly mayReply: boolean; readonly mayManage: boolean; readonly now: Date }

export type WrittenTo = Omit<TalkByName, 'id' | 'postId'>

/** What one would write, and as what; without anything words, as an answer. */
export type WouldSay = Pick<Partial<Asked>, 'content' | 'template' | 'mode'>

/** What would be said once more of what was said so. */
export function sayingAgain(mode: ReplyMode): WouldSay {
  return mode === 'utility' ? { content: 'template', template: 'approved', mode } : { mode }
}

export function writingOf(ticket: WrittenTo, reader: Reader, { content = 'text', mode = 'response', template }: WouldSay = {}): Writing {
  const { mayReply, now } = reader
  const window = toReplyWindow(ticket.window)
  const by = { kind: 'person', mayReply } as const
  const { kind, status, channel } = ticket
  const asked = { act: 'say', content, template, mode, by, subject: subjectKindOf(kind), ticket: status } as const
  const verdict = verdictOn({ ...asked, channel: channel.state, allowances: channel.allowances, window, now })
  return { verdict, words: writingWords(ticket, verdict, reader), chip: chipOf(verdict, viewOf(ticket, mode, now)) }
}

function viewOf(ticket: WrittenTo, mode: ReplyMode, now: Date): WindowView {
  const { window } = ticket
  if (mode === 'human-agent' && window !== null) {
    return humanAgentView(window, now)
  }
  return deadlineView(ticket, now) ?? windowView(window, now)
}

function writingWords(ticket: WrittenTo, verdict: Verdict, { mayManage, now }: Reader): WritingWords {
  if ('remains' in verdict) {
    return overWords(ticket, verdict, now)
  }
  const who = shortName(ticket.client)
  switch (verdict.kind) {
    case 'may':
      return openWords(ticket, verdict.until, now)
    case 'not-here':
    case 'not-this':
      return { head: 'Nobody can reply here', body: 'You can write an internal comment.' }
    case 'role':
      return { head: 'You can read and comment', body: 'Only agents can reply. An administrator can change your role.' }
    case 'ticket-over':
      return {
        head: ticket.status === 'deleted' ? 'This ticket is deleted' : 'This ticket is closed',
        body: `No more replies can be sent. ${reopenerOf(ticket)} opens a new ticket.`,
      }
    case 'switched-off':
    case 'disconnected':
      return wayWords(ticket, verdict.kind, mayManage)
    case 'never-opened':
      return {
        head: `Facebook does not let us write to ${who} yet`,
        body: `A Page may write only after the person has. The first message from ${who} starts 24 hours.`,
      }
  }
}

function wayWords({ channel }: WrittenTo, way: 'switched-off' | 'disconnected', mayManage: boolean): WritingWords {
  return way === 'switched-off'
    ? {
        head: 'Facebook is switched off',
        body: `What customers write is kept. Nobody can reply until ${mayManage ? 'you switch' : 'an administrator switches'} the extension back on.`,
      }
    : {
        head: `${channel.name} is disconnected`,
        body: `Nothing can be sent until ${mayManage ? 'you reconnect' : 'an administrator reconnects'} this Page.`,
      }
}

type Over = Extract<Obstacle, { readonly remains: unknown }>

/** The 24 hours are over: as what else one may write, and until when; or why nobody can. */
function overWords({ client, channel, window }: WrittenTo, over: Over, now: Date): WritingWords {
  const who = shortName(client)
  const head = window === null ? 'Nobody can reply here now' : `${spanWords(window)} ended ${sentenceTime(new Date(window.closesAt), now)}`
  const asAgent = over.remains.find(({ mode }) => mode === 'human-agent')
  if (asAgent?.until !== undefined) {
    const until = sentenceTime(asAgent.until, now)
    return {
      head,
      body: `You can still answer until ${until} as a human agent. Facebook’s rule: typed by you, about ${who}’s question, no offers. Automations can’t use it.`,
    }
  }
  const anew = `A new message from ${who} starts another 24 hours.`
  if (over.remains.every(({ mode }) => mode === 'utility') && over.remains.length > 0) {
    return {
      head,
      body: `You can send a template that Facebook approved, about an order, an account or an appointment of ${who}’s. ${anew}`,
    }
  }
  if (over.remains.some(({ mode }) => mode === 'news')) {
    return { head, body: `You can send news of this Page: no promotion, no marketing, no special offers. ${anew}` }
  }
  return { head, body: `${whyNobody(channel, window, now)} ${anew}` }
}

/** By what it was open. */
function spanWords(window: NonNullable<WrittenTo['window']>): string {
  return isOpenByAd(datesOf(window)) ? 'The 7 days after the ad' : 'The 24 hours'
}

function whyNobody({ allowances }: WrittenTo['channel'], told: WrittenTo['window'], now: Date): string {
  const window = toReplyWindow(told)
  const isOver = window !== undefined && now >= humanAgentUntil(window)
  if (isOver) {
    return 'Facebook allows nothing later than 7 days after the last message.'
  }
  return allowances.includes('human-agent')
    ? 'Facebook does not allow replies here now.'
    : 'Facebook does not allow replies here now: this Page does not have its Human Agent feature.'
}

function reopenerOf({ wholePost, client }: WrittenTo): string {
  return wholePost === null ? `A new message from ${shortName(client)}` : 'A new comment under this post'
}

function openWords(ticket: WrittenTo, until: Date | undefined, now: Date): WritingWords {
  if (until !== undefined) {
    return { head: `You can reply until ${sentenceTime(until, now)}`, body: whyOpenWords(ticket) }
  }
  const body = isPublic(ticket) ? 'Everyone on Facebook can read it, and there is no time limit.' : 'There is no time limit.'
  return { head: 'You can reply', body }
}

function whyOpenWords({ client, window }: WrittenTo): string {
  const who = shortName(client)
  const anew = `Each new message from ${who} starts another 24 hours.`
  if (window === null) {
    return anew
  }
  if (isOpenByAd(datesOf(window))) {
    return `${who} came from an ad, which opens 7 days.`
  }
  return window.reason === 'ad' ? `${who} came from an ad. ${anew}` : anew
}

/** What the chip tells: the time that is left, which runs on while a Page is dead; that time with a lock; or that nothing can be said any more. */
const SHOWS: Readonly<Record<Verdict['kind'], 'time' | 'lock' | 'over'>> = {
  may: 'time',
  'window-closed': 'time',
  'not-granted': 'time',
  'not-approved': 'time',
  'persons-only': 'time',
  'never-opened': 'time',
  'ticket-over': 'over',
  role: 'lock',
  'not-here': 'lock',
  'not-this': 'lock',
  'switched-off': 'lock',
  disconnected: 'lock',
}

function chipOf({ kind }: Verdict, view: WindowView): WindowView {
  switch (SHOWS[kind]) {
    case 'time':
      return view
    case 'lock':
      return { ...view, level: 'closed' }
    case 'over':
      return { ...view, level: 'closed', label: 'No replies' }
  }
}
