import type { Fact } from '#domain/facts/fact.ts'
import { changeLabel } from './labels.ts'
import type { ReadPublic } from './public-item.ts'

type What = Extract<Fact, { readonly act: 'told-channel' }>['what']

/** What is told of the Page itself, and is nobody's conversation. It is kept with the delivery. */
export function ofThePage(what: What): ReadPublic {
  return ({ about }) => ({ fact: { ...about, act: 'told-channel', what, label: changeLabel(about.piece.item) }, rest: undefined })
}
