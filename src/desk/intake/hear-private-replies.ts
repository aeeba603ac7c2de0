import { markedMessage } from '#domain/acts/own-mark.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { privateRepliesUnderWay } from '#storage/acts.ts'
import type { Tx } from '#storage/database.ts'
import type { Desk } from '../desk.ts'
import type { DatedFact } from './room.ts'

type Heard = { readonly workspaceId: WorkspaceId; readonly facts: readonly DatedFact[] }

/**
 * The echo of a private reply names the comment that it answers. Where nobody answered for the reply it is settled by that, by a job: a turn that is
 * under way locks the comment's conversation before the private one.
 */
export async function hearPrivateReplies(tx: Tx, desk: Desk, { workspaceId, facts }: Heard): Promise<void> {
  const echoes = new Map(facts.flatMap(({ fact }) => echoIn(fact)))
  const waiting = echoes.size === 0 ? [] : await privateRepliesUnderWay(tx, workspaceId, [...echoes.keys()])
  await desk.jobs.settleDoubts(
    tx,
    waiting.flatMap(({ id: actId, entryId }) => {
      const heard = echoes.get(entryId)
      return heard ? [{ workspaceId, actId, heard }] : []
    }),
  )
}

function echoIn(fact: DatedFact['fact']) {
  if (fact.act !== 'added' || fact.author.kind !== 'page' || fact.subject.kind !== 'direct') {
    return []
  }
  const entryId = markedMessage(fact.author.mark)
  return entryId === undefined ? [] : [[entryId, { externalId: fact.externalId, personId: fact.subject.personId }] as const]
}
