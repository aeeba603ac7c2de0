import { lazy, Suspense, useRef, useState, type CSSProperties } from 'react'
import type { FilePart } from '../../api/types.ts'
import { downloadAll } from './download-all.ts'
import { tilesOf } from './tiles.ts'

/** Looking closer is rare, and not needed to show a conversation. */
const Lightbox = lazy(async () => ({ default: (await import('../lightbox/lightbox.tsx')).Lightbox }))

type AlbumProps = { readonly pictures: readonly FilePart[]; readonly by: string; readonly occurredAt: string }

/** The pictures of a message: up to four tiles, and all of them in the lightbox. */
export function Album({ pictures, by, occurredAt }: AlbumProps) {
  const [openAt, setOpenAt] = useState<number>()
  const opener = useRef<HTMLButtonElement>(null)
  const { shown, more } = tilesOf(pictures)

  function close(): void {
    setOpenAt(undefined)
    opener.current?.focus()
  }

  return (
    <>
      <div className="album" data-count={shown.length} style={ratioOf(pictures)}>
        {shown.map((picture, index) => (
          <button
            key={picture.id}
            type="button"
            aria-label={tileLabel({ picture, index, count: pictures.length, more: index === shown.length - 1 ? more : 0 })}
            onClick={(event) => {
              opener.current = event.currentTarget
              setOpenAt(index)
            }}
          >
            <Shot url={picture.previewUrl ?? picture.url ?? undefined} />
            {more > 0 && index === shown.length - 1 ? <span className="plus">+{more} more</span> : null}
          </button>
        ))}
      </div>
      {pictures.length > 1 ? (
        <span className="under">
          {pictures.length} pictures
          {more > 0 ? (
            <>
              {' · '}
              <button type="button" className="link" onClick={() => downloadAll(pictures)}>
                Download all
              </button>
            </>
          ) : null}
        </span>
      ) : null}
      {openAt === undefined ? null : (
        <Suspense fallback={null}>
          <Lightbox pictures={pictures} first={openAt} by={by} occurredAt={occurredAt} onClose={close} />
        </Suspense>
      )}
    </>
  )
}

/** One that did not come stays, unseen, on its plain ground: it is asked for again when the desk is back. */
function Shot({ url }: { readonly url: string | undefined }) {
  const [isMissing, setMissing] = useState(false)
  return (
    <img
      src={url}
      alt=""
      loading="lazy"
      data-missing={isMissing || undefined}
      onError={() => setMissing(true)}
      onLoad={() => setMissing(false)}
    />
  )
}

type Tile = { readonly picture: FilePart; readonly index: number; readonly count: number; readonly more: number }

function tileLabel({ picture, index, count, more }: Tile): string {
  const place = `Picture ${index + 1} of ${count}`
  const named = picture.name === null ? place : `${place}: ${picture.name}`
  return more > 0 ? `${named}, and ${more} more` : named
}

/** A picture alone keeps its form, within bounds. */
function ratioOf(pictures: readonly FilePart[]): CSSProperties | undefined {
  const [only] = pictures
  const [width, height] = [only?.width ?? 0, only?.height ?? 0]
  return pictures.length === 1 && width > 0 && height > 0
    ? ({ '--ratio': Math.min(1.91, Math.max(0.75, width / height)) } as CSSProperties)
    : undefined
}
