import type { Fact } from '#domain/facts/fact.ts'
import { readItem } from './messaging.ts'
import { notUnderstood, type Envelope } from './not-understood.ts'

/** Another app owns the thread. What is said there is kept until the desk learns handover. */
export function readStandby(item: unknown, envelope: Envelope): Fact[] {
  return readItem(item, envelope).map((fact) => {
    const subject = 'subject' in fact ? fact.subject : undefined
    const about = fact.act === 'not-understood' ? fact.about : undefined
    const own = { ...envelope, pageId: fact.channel?.externalId ?? envelope.pageId }
    return notUnderstood({ place: 'standby', item: fact.piece.item, envelope: own, label: `standby: ${wordOf(fact)}`, subject, about })
  })
}

function wordOf(fact: Fact): string {
  switch (fact.act) {
    case 'not-understood':
      return fact.label
    case 'added':
      return fact.author.kind === 'page' ? 'echo' : fact.thing
    case 'delivered':
      return 'delivery'
    default:
      return fact.act
  }
}
