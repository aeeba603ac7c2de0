import type { FilePart, MessagePart } from '../../api/types.ts'
import { FileCard } from './file-card.tsx'
import { LinkPart, LocationPart, OrderPart, ProductPart, SharedPart } from './shared-parts.tsx'
import { ChoicesPart, TapPart, TemplatePart, type Tapped } from './tappable-parts.tsx'
import { SoundPart } from './sound-part.tsx'
import { StickerPart } from './sticker-part.tsx'
import { RatingPart } from './rating-part.tsx'
import { isShownPicture } from './tiles.ts'
import { UnsupportedPart } from './unknown-part.tsx'
import { VideoPart } from './video-part.tsx'

type Shown = Exclude<MessagePart, { readonly part: 'referral' }>

type ListProps = {
  readonly parts: readonly Shown[]
  /** Whose they are, once the desk has it. */
  readonly lineId?: string | undefined
  /** The message of which something was tapped. */
  readonly tapped?: Tapped | undefined
}

export function PartList({ parts, ...of }: ListProps) {
  return parts.map((part, index) => <OnePart key={part.part === 'file' ? part.id : index} part={part} {...of} />)
}

function OnePart({ part, lineId, tapped }: Omit<ListProps, 'parts'> & { readonly part: Shown }) {
  switch (part.part) {
    case 'file':
      return <File file={part} />
    case 'location':
      return <LocationPart part={part} />
    case 'link':
      return <LinkPart part={part} />
    case 'shared':
      return <SharedPart part={part} />
    case 'product':
      return <ProductPart part={part} />
    case 'template':
      return <TemplatePart part={part} />
    case 'tap':
      return <TapPart part={part} tapped={tapped} />
    case 'choices':
      return <ChoicesPart part={part} lineId={lineId} />
    case 'order':
      return <OrderPart part={part} />
    case 'rating':
      return <RatingPart part={part} />
    case 'unsupported':
      return <UnsupportedPart />
  }
}

/** What the content is decides, not what it was sent as: a video by name that is none is a file. */
function File({ file }: { readonly file: FilePart }) {
  const { what, type, url, state } = file
  if (state !== 'kept' || url === null) {
    return <FileCard file={file} />
  }
  const isOf = (kind: string) => type === null || type.startsWith(`${kind}/`)
  if (what === 'sticker' && isShownPicture(file)) {
    return <StickerPart file={file} url={url} />
  }
  if (what === 'video' && isOf('video')) {
    return <VideoPart file={file} url={url} />
  }
  // A voice message may come in a file that could hold a film, too.
  if ((what === 'voice' || what === 'audio') && (isOf('audio') || isOf('video'))) {
    return <SoundPart file={file} url={url} />
  }
  return <FileCard file={file} />
}
