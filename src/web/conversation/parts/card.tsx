import type { ReactNode } from 'react'
import type { FilePart } from '../../api/types.ts'
import { PartGlyph, type PartKind } from '../lines/part-glyph.tsx'
import { webAddress } from './web-address.ts'

type CardProps = {
  readonly kind: PartKind
  /** What it is, above its title. */
  readonly lead: string
  readonly title?: string | null | undefined
  readonly more?: string | undefined
  readonly picture?: FilePart | null | undefined
  /** Where it leads to on the web; anything else than a web address leads nowhere. */
  readonly address?: string | null | undefined
  /** The picture at the side. */
  readonly isFlat?: boolean
  readonly children?: ReactNode
}

/** Something shared: what kind of thing, its title, its picture, and where to see it. */
export function Card({ kind, lead, title, more, picture, address, isFlat = false, children }: CardProps) {
  const pictureUrl = picture?.previewUrl ?? null
  const link = webAddress(address ?? null)
  const flat = (isFlat && pictureUrl !== null) || undefined
  const inside = (
    <>
      {pictureUrl === null ? null : <img className="pic" src={pictureUrl} alt="" loading="lazy" />}
      <What kind={kind} lead={lead} title={title ?? ''} more={more ?? ''} />
      {children}
    </>
  )
  return link === undefined ? (
    <div className="att" data-flat={flat}>
      {inside}
    </div>
  ) : (
    <a className="att" data-flat={flat} href={link.href} target="_blank" rel="noopener noreferrer nofollow">
      {inside}
    </a>
  )
}

type WhatProps = Pick<CardProps, 'kind' | 'lead'> & { readonly title: string; readonly more: string }

function What({ kind, lead, title, more }: WhatProps) {
  return (
    <span className="what">
      <span className="kind">
        <PartGlyph kind={kind} />
        {lead}
      </span>
      {title === '' ? null : <b dir="auto">{title}</b>}
      {more === '' ? null : (
        <span className="more" dir="auto">
          {more}
        </span>
      )}
    </span>
  )
}
