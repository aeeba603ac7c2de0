import type { PostRow } from '../api/types.ts'
import { postReasonWords } from '../conversation/public/post-words.ts'
import { isShownPicture } from '../conversation/parts/tiles.ts'

/** The first words of a post, or why there are none. */
export function rowWords(row: Pick<PostRow, 'state' | 'refusal' | 'text' | 'withheld' | 'parts'>): string {
  if (row.text !== '') {
    return row.text.slice(0, 240)
  }
  if (row.withheld) {
    return 'Deleted on Facebook. Only administrators can read what it said.'
  }
  return row.state === 'known' ? (partsWords(row) ?? 'Post without text') : postReasonWords(row)
}

/** What it came with: "17 pictures", "Video". Undefined: words only. */
export function partsWords({ parts }: Pick<PostRow, 'parts'>): string | undefined {
  const files = parts.filter((part) => part.part === 'file')
  const pictures = files.filter(({ what }) => what === 'picture').length
  if (files.some(({ what }) => what === 'video')) {
    return 'Video'
  }
  if (pictures > 0) {
    return pictures === 1 ? 'Picture' : `${pictures} pictures`
  }
  return parts.some(({ part }) => part === 'link' || part === 'shared') ? 'Link' : undefined
}

export type Thumb = { readonly kind: 'picture'; readonly url: string } | { readonly kind: 'text' | 'video' | 'link' | 'gone' }

/** What stands beside the words of a post: its first picture, or a glyph of what it is. */
export function thumbOf(row: Pick<PostRow, 'state' | 'parts'>): Thumb {
  const pictures = row.parts.flatMap((part) => (part.part === 'file' && isShownPicture(part) ? [part.previewUrl ?? part.url] : []))
  const url = pictures.find((each) => each !== null)
  if (url !== undefined && url !== null) {
    return { kind: 'picture', url }
  }
  if (row.state === 'refused') {
    return { kind: 'gone' }
  }
  const words = partsWords(row)
  return { kind: words === 'Video' ? 'video' : words === 'Link' ? 'link' : 'text' }
}
