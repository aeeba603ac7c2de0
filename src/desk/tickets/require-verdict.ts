import { rightFor } from '#domain/acts/right-for.ts'
import { DeskError } from '#domain/errors.ts'
import { may } from '#domain/members/permissions.ts'
import { REACH, type ActKind } from '#domain/conversations/subject.ts'
import type { ContentKind } from '#domain/messaging-policy/content-kind.ts'
import type { ReplyMode, TaggedMode, TimedMode } from '#domain/messaging-policy/reply-mode.ts'
import { isOpenByAd } from '#domain/messaging-policy/reply-window.ts'
import { verdictOn, type Asked as Verdictable, type Obstacle, type RemainingMode, type Verdict } from '#domain/messaging-policy/verdict.ts'
import type { TemplateStatus } from '#domain/templates/message-template.ts'
import type { LockedTicket } from '#storage/tickets/lock.ts'
import type { Actor } from '../desk.ts'

type Asked = Pick<LockedTicket, 'subjectKind' | 'status' | 'way' | 'allowances' | 'window'>
type Saying = Pick<Verdictable, 'content' | 'template' | 'mode' | 'now'>

/** Says no before Facebook does, by the verdict that the screens speak by. Throws the refusal in words. */
export function requireMaySay(actor: Pick<Actor, 'role'>, ticket: Asked, saying: Saying): void {
  require(verdictFor(actor, ticket, { act: 'say', ...saying }), ticket)
}

/** The same where nobody has said yet as what: one way is enough. */
export function requireMayWrite(actor: Pick<Actor, 'role'>, ticket: Asked, now: Date): void {
  const verdict = verdictFor(actor, ticket, { act: 'say', content: 'text', mode: 'response', now })
  if (!('remains' in verdict) || verdict.remains.length === 0) {
    require(verdict, ticket)
  }
}

/** The same of anything that is asked of the channel in the ticket's conversation. */
export function requireMay(actor: Pick<Actor, 'role'>, ticket: Asked, { act, now }: { readonly act: ActKind; readonly now: Date }): void {
  require(verdictFor(actor, ticket, { act, content: 'text', mode: 'response', now }), ticket)
}

type Wanted = Saying & { readonly act: ActKind }

function verdictFor({ role }: Pick<Actor, 'role'>, ticket: Asked, { act, ...saying }: Wanted): Verdict {
  const { subjectKind: subject, status, way, allowances, window } = ticket
  const by = { kind: 'person', mayReply: may(role, rightFor(act, REACH[subject])) } as const
  return verdictOn({ act, ...saying, by, subject, ticket: status, channel: way, allowances, window })
}

function require(verdict: Verdict, ticket: Asked): void {
  if (verdict.kind !== 'may') {
    throw refusalOf(verdict, ticket)
  }
}

/** It has no place in such a conversation, whatever the time. */
export function notThis(content: ContentKind): DeskError {
  return new DeskError('conflict', NOT_THIS[content])
}

function refusalOf(obstacle: Obstacle, { status, window }: Asked): DeskError {
  switch (obstacle.kind) {
    case 'not-here':
      return new DeskError('conflict', 'Nobody can do that in such a conversation.')
    case 'not-this':
      return notThis(obstacle.content)
    case 'role':
      return new DeskError('not-allowed', 'Only agents can reply. An administrator can change your role.')
    case 'ticket-over':
      return new DeskError('ticket-closed', `This ticket is ${status}. A new message from the customer opens a new ticket.`)
    case 'switched-off':
      return new DeskError('extension-disabled', 'Facebook is switched off in Settings, Extensions. An administrator can switch it on.')
    case 'disconnected':
      return new DeskError('channel-disconnected', 'This Page is disconnected. An administrator can reconnect it in Settings, Channels.')
    case 'never-opened':
      return new DeskError('reply-window-closed', 'The customer has to write first: Facebook lets a Page only answer.')
    case 'window-closed':
      return new DeskError('reply-window-closed', `${overWords(obstacle.mode, window)} ${whatRemains(obstacle.remains)}`, {
        detail: { closedAt: obstacle.since.toISOString(), remains: obstacle.remains.map(told) },
      })
    case 'not-granted':
      return new DeskError('reply-mode-not-granted', `${NOT_GRANTED[obstacle.mode]} ${whatRemains(obstacle.remains)}`, {
        detail: { mode: obstacle.mode, remains: obstacle.remains.map(told) },
      })
    case 'not-approved':
      return new DeskError('reply-mode-not-granted', `${NOT_APPROVED[obstacle.status]} ${whatRemains(obstacle.remains, ANOTHER)}`, {
        detail: { mode: 'utility', remains: obstacle.remains.map(told) },
      })
    case 'persons-only':
      return new DeskError(
        'not-allowed',
        'Outside of the 24 hours Facebook takes only what a person typed, never what an automation sends.',
      )
  }
}

const NOT_THIS: Readonly<Record<ContentKind, string>> = {
  text: 'Nothing can be said in such a conversation.',
  files: 'Files cannot be sent in such a conversation.',
  'quick-replies': 'Quick replies are sent in private messages alone.',
  buttons: 'Buttons are sent in private messages alone.',
  cards: 'Cards are sent in private messages alone.',
  template: 'A template is sent in private messages alone, and as a utility message.',
}

function overWords(mode: TimedMode, window: Asked['window']): string {
  if (mode === 'human-agent') {
    return 'The 7 days for human agents ended.'
  }
  return window && isOpenByAd(window) ? 'The 7 days after the ad ended.' : 'The 24 hours ended.'
}

const NOT_GRANTED: Readonly<Record<TaggedMode, string>> = {
  'human-agent':
    'This Page does not have Facebook’s Human Agent feature. An administrator records it in the channel’s settings once Facebook has granted it.',
  news: 'This Page is not registered in Facebook’s News Page Index. An administrator records the registration in the channel’s settings.',
}

const REMAINING: Readonly<Record<ReplyMode, string>> = {
  response: 'You can reply as usual.',
  'human-agent': 'You can reply as human agent.',
  news: 'You can send news.',
  utility: 'You can send a template.',
}

const NOT_APPROVED: Readonly<Record<TemplateStatus, string>> = {
  approved: 'Facebook has not approved this template.',
  pending: 'Facebook is still reviewing this template.',
  rejected: 'Facebook rejected this template.',
  disabled: 'Facebook does not let this template be sent any more.',
}

const ANOTHER: typeof REMAINING = { ...REMAINING, utility: 'You can send another template.' }

function whatRemains(remains: readonly RemainingMode[], words = REMAINING): string {
  const isOver = remains.every(({ mode }) => mode !== 'response')
  return [...remains.map(({ mode }) => words[mode]), ...(isOver ? ['A new message from the customer starts another 24 hours.'] : [])].join(
    ' ',
  )
}

function told({ mode, until }: RemainingMode): { readonly mode: ReplyMode; readonly until: string | null } {
  return { mode, until: until?.toISOString() ?? null }
}
