import {
  IconAdCircle,
  IconArrowBackUp,
  IconArticle,
  IconFile,
  IconHandClick,
  IconLink,
  IconMapPin,
  IconMessageCircle,
  IconMicrophone,
  IconMovie,
  IconPencil,
  IconPhoto,
  IconQuestionMark,
  IconShoppingBag,
  IconShoppingCart,
  IconStar,
  IconSticker,
  IconTemplate,
  IconTrash,
  IconVideo,
  IconVolume,
  type Icon,
} from '@tabler/icons-react'
import type { PartSummary } from '../../api/types.ts'

/** What a message can consist of, and what can have been done with it. */
export type PartKind = PartSummary['what'] | 'answer' | 'unknown' | 'taken-back' | 'edited'

const ICONS: Readonly<Record<PartKind, Icon>> = {
  picture: IconPhoto,
  video: IconVideo,
  audio: IconVolume,
  voice: IconMicrophone,
  file: IconFile,
  sticker: IconSticker,
  link: IconLink,
  location: IconMapPin,
  post: IconArticle,
  reel: IconMovie,
  product: IconShoppingBag,
  order: IconShoppingCart,
  template: IconTemplate,
  choices: IconHandClick,
  tap: IconHandClick,
  referral: IconAdCircle,
  rating: IconStar,
  unsupported: IconMessageCircle,
  answer: IconArrowBackUp,
  unknown: IconQuestionMark,
  'taken-back': IconTrash,
  edited: IconPencil,
}

/** The same glyph in the list and in the conversation. */
export function PartGlyph({ kind, size = 14 }: { readonly kind: PartKind; readonly size?: number }) {
  const Glyph = ICONS[kind]
  return <Glyph size={size} aria-hidden="true" />
}
