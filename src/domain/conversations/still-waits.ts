import type { Fact } from '../facts/fact.ts'
import { replyPermit, windowAfter } from '../messaging-policy/reply-window.ts'

/**
 * Of all that was said in a private conversation what still waits for an answer: what the customer said last, behind all that the Page said, while the 24 hours since
 * are not over. Nothing of it otherwise: nobody can be answered as usual there. Seven days, of human agents and of ads, do not count; whoever writes then is no agent
 * who had the message at hand.
 */
export function stillWaits(said: readonly Fact[], now: Date): ReadonlySet<Fact> {
  const dated = said.flatMap((fact) =>
    fact.act === 'added' && fact.time.own ? [{ fact, author: fact.author.kind, at: fact.time.own }] : [],
  )
  const answeredAt = latest(dated.filter(({ author }) => author === 'page'))
  const waiting = dated.filter(({ author, at }) => author === 'client' && at.getTime() > answeredAt)
  const lastAt = new Date(latest(waiting))
  const isOpen = waiting.length > 0 && replyPermit(windowAfter(undefined, lastAt, 'message'), now).kind === 'open'
  return new Set(isOpen ? waiting.map(({ fact }) => fact) : [])
}

function latest(dated: readonly { readonly at: Date }[]): number {
  return dated.reduce((last, { at }) => Math.max(last, at.getTime()), 0)
}
