import { IconAd2, IconExternalLink, IconLink, IconShoppingBag, IconWorld, type Icon } from '@tabler/icons-react'
import { clockTime, fullTime } from '../../ui/format-time.ts'
import { originWords, type OriginWords, type Referral } from './origin-words.ts'

const GLYPHS: Readonly<Record<OriginWords['kind'], Icon>> = { ad: IconAd2, link: IconLink, website: IconWorld, product: IconShoppingBag }

type OriginProps = { readonly referral: Referral; readonly occurredAt: string }

/** What led the person here, at the head of what they said then. */
export function Origin({ referral, occurredAt }: OriginProps) {
  const { kind, lead, title, more, seen } = originWords(referral)
  const Glyph = GLYPHS[kind]
  const at = new Date(occurredAt)
  const pictureUrl = referral.picture?.previewUrl ?? null
  return (
    <div className="origin">
      {pictureUrl === null ? (
        <span className="glyph">
          <Glyph size={20} aria-hidden="true" />
        </span>
      ) : (
        <img className="pic" src={pictureUrl} alt="" />
      )}
      <div>
        <small title={fullTime(at)}>
          <Glyph size={14} aria-hidden="true" />
          {lead} · {clockTime(at)}
        </small>
        <b dir="auto">{title}</b>
        {more === undefined ? null : <small dir="auto">{more}</small>}
      </div>
      {seen === undefined ? null : (
        <a
          className="icon-link"
          href={seen.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          aria-label={seen.label}
          title={seen.label}
        >
          <IconExternalLink size={18} aria-hidden="true" />
        </a>
      )}
    </div>
  )
}
