import { summaryOf, type Summary } from '../entries/summary.ts'
import { partOfOffer } from '../offers/offer.ts'
import type { Act } from './act.ts'

/** What an act says, or the emoji that it reacts with; undefined: nothing but what it does. */
export function textOfAct(act: Act): string | undefined {
  switch (act.kind) {
    case 'say':
      return act.text === '' ? undefined : act.text
    case 'say-privately':
    case 'edit':
      return act.text
    case 'react':
      return act.isPrivate ? act.reaction : undefined
    case 'remove':
    case 'hide':
    case 'block':
      return undefined
  }
}

/** What it brings beside its words, in short. */
export function summaryOfAct(act: Act): Summary {
  if (act.kind !== 'say') {
    return []
  }
  const { files = [], offer } = act
  return summaryOf([...files.map(({ what, name }) => ({ kind: 'file', what, name }) as const), ...(offer ? [partOfOffer(offer)] : [])])
}
