import type { ActId, MessageId } from '../ids.ts'
import type { Act } from './act.ts'

const ID = '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})'
const MESSAGE = new RegExp(`^desk:${ID}$`)
const ACT = new RegExp(`^desk-act:${ID}$`)

type Carried = { readonly id: ActId; readonly entryId: MessageId; readonly act: Pick<Act, 'kind'> }

/**
 * What an act carries out and its echo brings back. A private reply says nothing that stands here before it is sent, and may be tried again by
 * another: its echo names the act itself.
 */
export function markOf({ id, entryId, act }: Carried): string {
  return act.kind === 'say-privately' ? `desk-act:${id}` : ownMark(entryId)
}

/** By it an echo names our message, whatever came first. */
export function ownMark(id: MessageId): string {
  return `desk:${id}`
}

/** Our message that a mark names; undefined for anybody else's. */
export function markedMessage(mark: string | undefined): MessageId | undefined {
  return MESSAGE.exec(mark ?? '')?.[1] as MessageId | undefined
}

/** Our private reply that a mark names. */
export function markedAct(mark: string | undefined): ActId | undefined {
  return ACT.exec(mark ?? '')?.[1] as ActId | undefined
}
