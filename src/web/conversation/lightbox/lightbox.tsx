import { Modal } from '@mantine/core'
import { useRef, useState, type KeyboardEvent } from 'react'
import type { FilePart } from '../../api/types.ts'
import './lightbox.css'
import { LightboxFoot } from './lightbox-foot.tsx'
import { LightboxHead } from './lightbox-head.tsx'
import { LightboxStage } from './lightbox-stage.tsx'
import { useZoom } from './use-zoom.ts'
import type { Size } from './zoom-view.ts'

type LightboxProps = {
  readonly pictures: readonly FilePart[]
  readonly first: number
  readonly by: string
  readonly occurredAt: string
  readonly onClose: () => void
}

/** The pictures of a message one by one, as large as the window, on the same dark ground in both themes. */
export function Lightbox({ pictures, first, by, occurredAt, onClose }: LightboxProps) {
  const [index, setIndex] = useState(first)
  const picture = pictures[index]
  return (
    <Modal
      opened
      fullScreen
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': `Picture ${index + 1} of ${pictures.length} from ${by}` } }}
      classNames={{ content: 'lightbox', body: 'lb-body' }}
    >
      {picture === undefined ? null : (
        <Frame
          pictures={pictures}
          picture={picture}
          index={index}
          by={by}
          occurredAt={occurredAt}
          onClose={onClose}
          onChoose={(next) => setIndex((next + pictures.length) % pictures.length)}
        />
      )}
    </Modal>
  )
}

type FrameProps = Omit<LightboxProps, 'first'> & {
  readonly picture: FilePart
  readonly index: number
  readonly onChoose: (index: number) => void
}

const MOVE_PX = 80

function Frame({ pictures, picture, index, by, occurredAt, onClose, onChoose }: FrameProps) {
  const [loaded, setLoaded] = useState<Size>()
  const { view, measures, step, fit, moveBy, stage, toggle, pointers } = useZoom(loaded, (by) => choose(index + by))
  const original = useRef<HTMLAnchorElement>(null)
  const download = useRef<HTMLAnchorElement>(null)

  /** Another picture begins as it fits. */
  function choose(next: number): void {
    if (pictures.length > 1) {
      setLoaded(undefined)
      fit()
      onChoose(next)
    }
  }

  const acts: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => choose(index - 1),
    ArrowRight: () => choose(index + 1),
    'Shift ArrowLeft': () => moveBy({ x: MOVE_PX, y: 0 }),
    'Shift ArrowRight': () => moveBy({ x: -MOVE_PX, y: 0 }),
    'Shift ArrowUp': () => moveBy({ x: 0, y: MOVE_PX }),
    'Shift ArrowDown': () => moveBy({ x: 0, y: -MOVE_PX }),
    '+': () => step(1),
    '-': () => step(-1),
    '0': fit,
    d: () => download.current?.click(),
    o: () => original.current?.click(),
  }

  function handleKeyDown(event: KeyboardEvent): void {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[keyOf(event)]
    if (act !== undefined) {
      event.preventDefault()
      act()
    }
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of the whole dialog; each act has its button, too
    <div className="lb-frame" onKeyDown={handleKeyDown}>
      <LightboxHead
        picture={picture}
        by={by}
        occurredAt={occurredAt}
        place={pictures.length === 1 ? undefined : `${index + 1} of ${pictures.length}`}
        zoom={view.zoom}
        onStep={step}
        onClose={onClose}
        original={original}
        download={download}
      />
      <LightboxStage
        picture={picture}
        view={view}
        measures={measures}
        stage={stage}
        onToggle={toggle}
        pointers={pointers}
        onLoad={setLoaded}
        onTurn={pictures.length === 1 ? undefined : (by) => choose(index + by)}
      />
      <LightboxFoot pictures={pictures} index={index} onChoose={choose} />
    </div>
  )
}

/** Letters by their place on the keyboard, as all single keys of the desk; signs by what they print. */
function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
  if (key.startsWith('Arrow')) {
    return shiftKey ? `Shift ${key}` : key
  }
  if (code === 'KeyD' || code === 'KeyO') {
    return code.slice(-1).toLowerCase()
  }
  return key === '=' ? '+' : key
}
