import { IconDownload, IconFile, IconX, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import type { RefObject } from 'react'
import type { FilePart } from '../../api/types.ts'
import { useMay } from '../../session/session.ts'
import { sentenceTime } from '../../ui/format-time.ts'
import { useNow } from '../../ui/use-now.ts'
import { sizeOf } from '../parts/file-words.ts'
import { LARGEST_ZOOM } from './zoom-view.ts'

type LightboxHeadProps = {
  readonly picture: FilePart
  readonly by: string
  readonly occurredAt: string
  readonly place: string | undefined
  readonly zoom: number
  readonly onStep: (direction: 1 | -1) => void
  readonly onClose: () => void
  /** Their links: the keys press them, too. */
  readonly original: RefObject<HTMLAnchorElement | null>
  readonly download: RefObject<HTMLAnchorElement | null>
}

/** Whose picture it is, and what can be done with it. */
export function LightboxHead({ picture, by, occurredAt, place, zoom, onStep, onClose, original, download }: LightboxHeadProps) {
  const now = useNow(60_000)
  const when = sentenceTime(new Date(occurredAt), now)
  const url = picture.url ?? undefined
  const mayManage = useMay('workspace.manage')
  return (
    <div className="lb-head">
      <div className="grow">
        <span className="strong" dir="auto">
          {by}
        </span>
        <small className="num">
          {[when.charAt(0).toUpperCase() + when.slice(1), place].filter((part) => part !== undefined).join(' · ')}
        </small>
      </div>
      <span className="lb-zoom">
        <button type="button" className="lb-btn" data-icon aria-label="Zoom out" aria-disabled={zoom <= 1} onClick={() => onStep(-1)}>
          <IconZoomOut size={18} aria-hidden="true" />
        </button>
        <output className="num" aria-label="Zoom">
          {Math.round(zoom * 100)}%
        </output>
        <button
          type="button"
          className="lb-btn"
          data-icon
          aria-label="Zoom in"
          aria-disabled={zoom >= LARGEST_ZOOM}
          onClick={() => onStep(1)}
        >
          <IconZoomIn size={18} aria-hidden="true" />
        </button>
      </span>
      {mayManage ? (
        <a
          className="lb-btn"
          ref={original}
          href={`${url}?size=original`}
          target="_blank"
          rel="noopener"
          title="The file as it was sent, with what the camera wrote into it"
        >
          <IconFile size={16} aria-hidden="true" />
          Original
          {picture.size === null ? null : <span className="num lb-wide">{sizeOf(picture.size)}</span>}
        </a>
      ) : null}
      <a className="lb-btn" ref={download} href={url} download={picture.name ?? ''}>
        <IconDownload size={16} aria-hidden="true" />
        <span className="lb-wide" aria-hidden="true">
          Download
        </span>
        <span className="sr">Download this picture</span>
      </a>
      <button type="button" className="lb-btn" data-icon data-plain aria-label="Close" title="Close  Esc" data-autofocus onClick={onClose}>
        <IconX size={20} aria-hidden="true" />
      </button>
    </div>
  )
}
