import {
  IconArrowBackUp,
  IconArticle,
  IconFile,
  IconHandClick,
  IconLink,
  IconMapPin,
  IconMicrophone,
  IconPhoto,
  IconQuestionMark,
  IconSticker,
  IconVideo,
  type Icon,
} from '@tabler/icons-react'
import type { UnreadPart } from './unread-parts.ts'

const ICONS: Readonly<Record<UnreadPart['glyph'], Icon>> = {
  picture: IconPhoto,
  video: IconVideo,
  voice: IconMicrophone,
  file: IconFile,
  sticker: IconSticker,
  link: IconLink,
  place: IconMapPin,
  post: IconArticle,
  tap: IconHandClick,
  answer: IconArrowBackUp,
  unknown: IconQuestionMark,
}

/** The same glyph in the list and in the conversation. */
export function PartGlyph({ part }: { readonly part: UnreadPart }) {
  const Glyph = ICONS[part.glyph]
  return <Glyph size={14} aria-hidden="true" />
}
