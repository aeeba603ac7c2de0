import { verdictOn, type Verdict } from '#domain/messaging-policy/verdict.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import { sentenceTime } from '../ui/format-time.ts'
import { shortName } from '../clients/client-name.ts'
import { isPublic } from './public/place-words.ts'
import type { TalkByName } from './talk.ts'
import { toReplyWindow, windowView, type WindowView } from './window-view.ts'

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

export function writingOf(ticket: WrittenTo, reader: Reader): Writing {
  const { mayReply, now } = reader
  const window = toReplyWindow(ticket.window)
  const by = { kind: 'person', mayReply } as const
  const { kind, status, channel } = ticket
  const subject = subjectKindOf(kind)
  const verdict = verdictOn({ act: 'say', by, subject, ticket: status, channel: channel.state, window, now })
  return { verdict, words: writingWords(ticket, verdict, reader), chip: chipOf(verdict, windowView(ticket.window, now)) }
}

function writingWords(ticket: WrittenTo, verdict: Verdict, { mayManage, now }: Reader): WritingWords {
  const who = shortName(ticket.client)
  switch (verdict.kind) {
    case 'may':
      return openWords(ticket, verdict.until, now)
    case 'not-here':
      return { head: 'Nobody can reply here', body: 'You can write an internal comment.' }
    case 'role':
      return { head: 'You can read and comment', body: 'Only agents can reply. An administrator can change your role.' }
    case 'ticket-over':
      return {
        head: ticket.status === 'deleted' ? 'This ticket is deleted' : 'This ticket is closed',
        body: `No more replies can be sent. ${reopenerOf(ticket)} opens a new ticket.`,
      }
    case 'switched-off':
      return {
        head: 'Facebook is switched off',
        body: `What customers write is kept. Nobody can reply until ${mayManage ? 'you switch' : 'an administrator switches'} the extension back on.`,
      }
    case 'disconnected':
      return {
        head: `${ticket.channel.name} is disconnected`,
        body: `Nothing can be sent until ${mayManage ? 'you reconnect' : 'an administrator reconnects'} this Page.`,
      }
    case 'never-opened':
      return {
        head: `Facebook does not let us write to ${who} yet`,
        body: `A Page may write only after the person has. The first message from ${who} starts 24 hours.`,
      }
    case 'window-closed':
      return {
        head: `The 24 hours ended ${sentenceTime(verdict.since, now)}`,
        body: `Facebook does not allow replies here now. A new message from ${who} starts another 24 hours.`,
      }
  }
}

function reopenerOf({ wholePost, client }: WrittenTo): string {
  return wholePost === null ? `A new message from ${shortName(client)}` : 'A new comment under this post'
}

function openWords(ticket: WrittenTo, until: Date | undefined, now: Date): WritingWords {
  if (until !== undefined) {
    const who = shortName(ticket.client)
    return { head: `You can reply until ${sentenceTime(until, now)}`, body: `Each new message from ${who} starts another 24 hours.` }
  }
  const body = isPublic(ticket) ? 'Everyone on Facebook can read it, and there is no time limit.' : 'There is no time limit.'
  return { head: 'You can reply', body }
}

/** The time that is left runs on while a Page is dead, so it stays to be read. */
function chipOf(verdict: Verdict, view: WindowView): WindowView {
  switch (verdict.kind) {
    case 'may':
    case 'window-closed':
    case 'never-opened':
      return view
    case 'ticket-over':
      return { ...view, level: 'closed', label: 'No replies' }
    case 'role':
    case 'not-here':
    case 'switched-off':
    case 'disconnected':
      return { ...view, level: 'closed' }
  }
}
