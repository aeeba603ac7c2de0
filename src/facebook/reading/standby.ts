import type { Fact } from '#domain/facts/fact.ts'
import { readItem } from './messaging.ts'
import type { Envelope } from './not-understood.ts'

/**
 * What is said where another app answers (Messenger Platform docs, standby, 2024-09): the same items, with holes, and the same facts. Each tells that
 * the desk is not the one that Facebook lets answer; what that app says names it.
 */
export function readStandby(item: unknown, envelope: Envelope): Fact[] {
  return readItem(item, envelope).map((fact) => {
    const standing = { ...fact, piece: { ...fact.piece, place: 'standby' } }
    if (standing.act === 'not-understood') {
      return { ...standing, label: `standby: ${standing.label}`.slice(0, 200) }
    }
    const appId = fact.act === 'added' && fact.author.kind === 'page' ? fact.author.appId : undefined
    return { ...standing, answering: { isUs: false, appId } }
  })
}
