import { useState, type CSSProperties, type ReactNode } from 'react'
import { hueOf, initialsOf } from './initials.ts'

type AvatarProps = {
  readonly name: string
  /** Pixels at the usual size of text; 36 in lists. */
  readonly size?: number
  /** A person is a circle, a Page a rounded square. */
  readonly shape?: 'person' | 'page'
  readonly pictureUrl?: string | undefined
  /** A small badge on the corner: what kind of conversation, or presence. */
  readonly badge?: ReactNode
}

/** Decorative: the name always stands beside it. */
export function Avatar({ name, size = 36, shape = 'person', pictureUrl, badge }: AvatarProps) {
  const [brokenUrl, setBrokenUrl] = useState<string>()
  // Grows with the text, which would not fit into it otherwise.
  const side = `${size / 16}rem`
  const style = { '--h': hueOf(name), width: side, height: side, fontSize: `${(size * 0.345) / 16}rem` } as CSSProperties
  const hasPicture = pictureUrl !== undefined && pictureUrl !== brokenUrl
  // One that did not come stays, unseen: it is asked for again when the desk is back.
  return (
    <span
      className="avatar"
      data-shape={shape}
      // Drawn by the sheet: as text they would be part of what a button with a picture seems to say.
      data-initials={hasPicture ? undefined : initialsOf(name)}
      style={style}
      aria-hidden="true"
    >
      {pictureUrl === undefined ? null : (
        <img src={pictureUrl} alt="" loading="lazy" onError={() => setBrokenUrl(pictureUrl)} onLoad={() => setBrokenUrl(undefined)} />
      )}
      {badge}
    </span>
  )
}
