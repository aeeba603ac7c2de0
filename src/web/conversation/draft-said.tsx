import { IconLayoutCards, IconPaperclip } from '@tabler/icons-react'
import type { DraftContent } from '#domain/tickets/draft.ts'
import type { FilePart } from '../api/types.ts'
import { OFFER_NAMES } from './offers/offer-words.ts'
import { offeredTitles } from './offers/offered-titles.ts'
import { fileName, filesWords } from './parts/file-words.ts'

type DraftSaidProps = DraftContent & { readonly files?: readonly Pick<FilePart, 'name' | 'what'>[] }

/** A draft, to be read: the words, what is to be tapped below them, and what the files are called that go along. */
export function DraftSaid({ text, offer, files = [] }: DraftSaidProps) {
  return (
    <>
      {text.trim() === '' ? null : (
        <p className="say" dir="auto">
          {text}
        </p>
      )}
      {offer && (
        <p className="along">
          <IconLayoutCards size={14} aria-hidden="true" />
          <span>
            {OFFER_NAMES[offer.kind].name}
            {': '}
            <bdi>{offeredTitles(offer).join(' · ')}</bdi>
          </span>
        </p>
      )}
      {files.length === 0 ? null : (
        <p className="along">
          <IconPaperclip size={14} aria-hidden="true" />
          <span>
            {filesWords(files.length)}
            {': '}
            <bdi>{files.map(fileName).join(' · ')}</bdi>
          </span>
        </p>
      )}
    </>
  )
}
