import { permissionFor } from '#domain/acts/permission-for.ts'
import { subjectKindOf } from '#domain/tickets/kind.ts'
import { moderationOffers } from '../conversation/public/moderation-offers.ts'
import type { Chosen } from './selection.ts'

export type BulkAct = 'hide' | 'remove'

/** Those that an act can be done to now. */
export function within(chosen: readonly Chosen[], act: BulkAct, now: Date): readonly Chosen[] {
  return chosen.filter(({ line, talk }) => moderationOffers(line, talk, now).some((offer) => offer.act === act && !offer.isOff))
}

/** Why an act leaves some of them as they are, in one sentence; empty where it does not. */
export function leftOutWords(chosen: readonly Chosen[], act: BulkAct, now: Date): string {
  const reached = new Set(within(chosen, act, now))
  const left = chosen.filter((one) => !reached.has(one))
  if (left.length === 0) {
    return ''
  }
  const reasons = left.map((one) => reasonOf(one, act))
  const told = [...new Set(reasons)].map((reason) => {
    const count = reasons.filter((each) => each === reason).length
    return count === 1 ? `1 ${reason.one}` : `${count} ${reason.many}`
  })
  const name = act === 'hide' ? 'Hide' : 'Delete'
  return `${list(told)}, so ${name} applies to ${rest(reached.size)}.`
}

type Reason = { readonly one: string; readonly many: string }

const same = (words: string): Reason => ({ one: words, many: words })

const HIDDEN: Reason = { one: 'is already hidden', many: 'are already hidden' }
const GONE: Reason = { one: 'is already deleted', many: 'are already deleted' }
const OURS: Reason = { one: 'is the Page’s own', many: 'are the Page’s own' }
const CUT_OFF: Reason = { one: 'is on a Page that is not connected', many: 'are on Pages that are not connected' }
const NOT_GRANTED: Reason = {
  one: 'is on a Page without the permission for it',
  many: 'are on Pages without the permission for it',
}
const ELSEWHERE = same('cannot be moderated on Facebook')

function reasonOf({ line, talk }: Chosen, act: BulkAct): Reason {
  if (line.takenBackAt !== null) {
    return GONE
  }
  if (talk.channel.state !== 'connected') {
    return CUT_OFF
  }
  if (act === 'hide' && line.isHidden) {
    return HIDDEN
  }
  if (act === 'hide' && line.line === 'our-message') {
    return OURS
  }
  return talk.missing.includes(permissionFor(act, subjectKindOf(talk.kind))) ? NOT_GRANTED : ELSEWHERE
}

function rest(count: number): string {
  return count === 0 ? 'none' : count === 1 ? 'the other' : `the other ${count}`
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}
