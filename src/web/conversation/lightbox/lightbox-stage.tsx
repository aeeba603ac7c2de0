import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import type { FilePart } from '../../api/types.ts'
import type { Zooming } from './use-zoom.ts'
import { seenOf, type Measures, type Size, type ZoomView } from './zoom-view.ts'

type LightboxStageProps = {
  readonly picture: FilePart
  readonly view: ZoomView
  readonly measures: Measures | undefined
  readonly stage: Zooming['stage']
  readonly onToggle: Zooming['toggle']
  readonly pointers: Zooming['pointers']
  readonly onLoad: (size: Size) => void
  /** Undefined: there is no other picture. */
  readonly onTurn: ((step: 1 | -1) => void) | undefined
}

/** The picture itself: dragged and zoomed by whatever one has at hand. */
export function LightboxStage({ picture, view, measures, stage, onToggle, pointers, onLoad, onTurn }: LightboxStageProps) {
  const url = picture.url ?? picture.previewUrl ?? undefined
  const style: CSSProperties =
    measures === undefined
      ? { visibility: 'hidden' }
      : { width: measures.shot.width, height: measures.shot.height, transform: `translate(${view.x}px, ${view.y}px) scale(${view.zoom})` }
  return (
    <div className="lb-stage" ref={stage} data-zoomed={view.zoom > 1 || undefined} onDoubleClick={onToggle} {...pointers}>
      <img
        key={picture.id}
        className="lb-shot"
        src={url}
        alt={picture.name ?? 'Picture'}
        draggable={false}
        style={style}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => onLoad({ width: naturalWidth, height: naturalHeight })}
      />
      {onTurn === undefined ? null : (
        <>
          <button type="button" className="lb-btn lb-side" data-side="prev" aria-label="Previous picture" onClick={() => onTurn(-1)}>
            <IconArrowLeft size={20} aria-hidden="true" />
          </button>
          <button type="button" className="lb-btn lb-side" data-side="next" aria-label="Next picture" onClick={() => onTurn(1)}>
            <IconArrowRight size={20} aria-hidden="true" />
          </button>
        </>
      )}
      {view.zoom > 1 && measures !== undefined ? <SmallMap picture={picture} view={view} measures={measures} /> : null}
    </div>
  )
}

type SmallMapProps = { readonly picture: FilePart; readonly view: ZoomView; readonly measures: Measures }

/** Where in the picture one is. */
function SmallMap({ picture, view, measures }: SmallMapProps) {
  const { left, width, top, height } = seenOf(view, measures)
  const { shot } = measures
  return (
    <span className="lb-map" aria-hidden="true" style={{ aspectRatio: shot.width / shot.height }}>
      <img src={picture.previewUrl ?? picture.url ?? undefined} alt="" draggable={false} />
      <i style={{ left: `${left * 100}%`, width: `${width * 100}%`, top: `${top * 100}%`, height: `${height * 100}%` }} />
    </span>
  )
}
