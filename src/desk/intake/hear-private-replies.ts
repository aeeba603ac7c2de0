import { markedAct } from '#domain/acts/own-mark.ts'
import { advance } from '#domain/acts/state.ts'
import type { EntryFact, Fact } from '#domain/facts/fact.ts'
import type { ActId } from '#domain/ids.ts'
import type { Tx } from '#storage/database.ts'
import type { ActJob, Desk } from '../desk.ts'
import type { DatedFact, Room } from './room.ts'

type Echo = { readonly actId: ActId; readonly externalId: string; readonly personId: string }

/** The private reply of ours whose echo this is. */
export function privateReplyIn(fact: Fact | EntryFact): Echo | undefined {
  if (fact.act !== 'added' || fact.author.kind !== 'page' || fact.subject.kind !== 'direct') {
    return undefined
  }
  const actId = markedAct(fact.author.mark)
  return actId && { actId, externalId: fact.externalId, personId: fact.subject.personId }
}

/**
 * The echo of a private reply names its act. Whatever was told of that until then, it was sent: that is written down by a job, for a turn that is
 * under way has the comment's conversation locked, and this transaction the private one.
 */
export async function hearPrivateReplies(
  tx: Tx,
  desk: Desk,
  { room, facts }: { readonly room: Room; readonly facts: readonly DatedFact[] },
): Promise<void> {
  const jobs = facts.flatMap(({ fact }): ActJob[] => {
    const echo = privateReplyIn(fact)
    const reply = echo && room.privateReplies.get(echo.actId)
    if (!reply || advance(reply.state, 'sent') === reply.state) {
      return []
    }
    const { actId, externalId, personId } = echo
    return [{ workspaceId: room.scope.workspaceId, actId, heard: { externalId, personId } }]
  })
  await desk.jobs.settleDoubts(tx, jobs)
}
