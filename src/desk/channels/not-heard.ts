import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import { UNTOLD_MESSAGE } from '#domain/channels/said-since-port.ts'
import { subjectKey } from '#domain/conversations/subject.ts'
import { isSaidMeanwhile } from '#domain/acts/said-meanwhile.ts'
import type { Fact, Thing } from '#domain/facts/fact.ts'
import { alreadyHeard, doubtsOf, saidKey, type Doubt, type SaidName } from '#storage/channel-repairs.ts'
import type { Tx } from '#storage/database.ts'

/** Of what was said on a channel what the desk does not have yet, by its name, and all that became of what was said. */
export async function notHeard(tx: Tx, channel: ChannelOfWorkspace, facts: readonly Fact[]): Promise<Fact[]> {
  const heard = await alreadyHeard(tx, channel, facts.flatMap(nameOf))
  const doubts = await doubtsOf(tx, channel)
  return facts.filter((fact) => !nameOf(fact).some((name) => heard.has(saidKey(name))) && !isPerhapsOurs(fact, doubts))
}

function nameOf(fact: Fact): SaidName[] {
  if (fact.act === 'not-understood') {
    return fact.about === undefined ? [] : [{ thing: 'message', externalId: fact.about }]
  }
  return fact.act === 'added' ? [{ thing: fact.thing, externalId: fact.externalId }] : []
}

/** What the Page said while something of ours was under way or in doubt is left to whoever looks for that: it may be the same. */
function isPerhapsOurs(fact: Fact, doubts: readonly Doubt[]): boolean {
  if (fact.act !== 'added' || fact.author.kind !== 'page') {
    return false
  }
  const [key, at] = [subjectKey(fact.subject), fact.time.own]
  return doubts.some((doubt) => doubt.key === key && (at === undefined || isSaidMeanwhile(at, doubt)))
}

/** How much was fetched. `untold`: of so many messages the network tells no more than that they are there. */
export type Counts = { readonly messages: number; readonly comments: number; readonly posts: number; readonly untold: number }

export function counted({ messages, comments, posts, untold }: Counts, missing: readonly Fact[]): Counts {
  const added = missing.flatMap((fact) => (fact.act === 'added' ? [fact.thing] : []))
  const count = (thing: Thing) => added.filter((each) => each === thing).length
  return {
    messages: messages + count('message'),
    comments: comments + count('comment'),
    posts: posts + count('post'),
    untold: untold + missing.filter((fact) => fact.act === 'not-understood' && fact.label === UNTOLD_MESSAGE).length,
  }
}
