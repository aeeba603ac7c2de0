import { useMemo, useSyncExternalStore } from 'react'
import type { DraftContent } from '#domain/tickets/draft.ts'
import { kept } from '../kept/kept.ts'
import { readList } from '../kept/read-json.ts'
import { isSame, type Bringing } from './draft-step.ts'
import { nameOfDraft, type DraftOf } from './drafts.ts'
import { readOffer } from './offers/read-offer.ts'

const BRINGING = 'pagedesk-bringing-draft'
/** Of several tries that nobody answered any one may have reached the desk. So many of the newest are known; of an older one a person is asked. */
const TRIES = 10

/** It outlives the page: what the desk tells of it after a reload is no news of another browser. */
export function keepBringing(of: DraftOf, over: number, content: DraftContent): void {
  const { contents } = withTry(readBringing(kept.read(bringingName(of))), over, content)
  kept.write(bringingName(of), JSON.stringify([over, ...contents.map(({ text, offer }) => [text, offer])]))
}

/** The same words tried again are one try. */
export function withTry(before: Bringing | undefined, over: number, content: DraftContent): Bringing {
  const others = before?.over === over ? before.contents.filter((each) => !isSame(each, content)) : []
  return { over, contents: [...others, content].slice(-TRIES) }
}

/** The desk has answered. */
export function forgetBringing(of: DraftOf): void {
  kept.remove(bringingName(of))
}

export function useBringing(of: DraftOf): Bringing | undefined {
  const item = useSyncExternalStore(
    (listener) => kept.subscribe(bringingName(of), listener),
    () => kept.read(bringingName(of)),
  )
  return useMemo(() => readBringing(item), [item])
}

function bringingName(of: DraftOf): string {
  return `${BRINGING} ${nameOfDraft(of)}`
}

function readBringing(item: string | undefined): Bringing | undefined {
  const [over, ...tries] = readList(item)
  const contents = tries.flatMap((each) => {
    const [text, offer] = Array.isArray(each) ? (each as readonly unknown[]) : []
    return typeof text === 'string' ? [{ text, offer: readOffer(offer) }] : []
  })
  return typeof over === 'number' ? { over, contents } : undefined
}
