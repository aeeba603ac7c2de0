import type { FilePart, MessagePart } from '../../api/types.ts'
import { isShownPicture } from './tiles.ts'

type Referral = Extract<MessagePart, { readonly part: 'referral' }>
type Rest = Exclude<MessagePart, Referral>

export type SaidOrder = {
  /** What led the person here stands above the message. */
  readonly origins: readonly Referral[]
  readonly pictures: readonly FilePart[]
  /** What was shared stands before the words, */
  readonly before: readonly Rest[]
  /** files, and what Facebook adds to the words, behind them. */
  readonly after: readonly Rest[]
  /** What was tapped is its title: these words are not said a second time. */
  readonly text: string
}

/** Where each part of a message stands. */
export function saidOrder(parts: readonly MessagePart[], text: string): SaidOrder {
  const rest = parts.filter((part) => part.part !== 'referral').map((part) => (isToldTwice(part, text) ? { ...part, url: null } : part))
  const others = rest.filter((part) => !isAlbumPicture(part))
  const isTap = parts.some((part) => part.part === 'tap' && part.title === text)
  return {
    origins: parts.filter((part) => part.part === 'referral'),
    pictures: rest.filter(isAlbumPicture),
    before: others.filter((part) => !isBehind(part)),
    after: others.filter(isBehind),
    text: isTap ? '' : text,
  }
}

/** An address of which Facebook knows nothing more stands in the words already. */
function isToldTwice(part: Rest, text: string): part is Extract<Rest, { readonly part: 'link' }> {
  return part.part === 'link' && (part.title === null || part.title === '') && part.url !== null && text.includes(part.url)
}

function isAlbumPicture(part: MessagePart): part is FilePart {
  return part.part === 'file' && part.what === 'picture' && isShownPicture(part)
}

function isBehind(part: Rest): boolean {
  switch (part.part) {
    case 'file':
      return part.state !== 'kept' || part.what === 'file' || part.what === 'picture'
    case 'template':
      // Buttons stand below the words that they are offered with.
      return part.title === null && part.cards.length === 0
    case 'link':
    case 'choices':
    case 'unsupported':
      return true
    default:
      return false
  }
}
