import { Button } from '@mantine/core'
import { IconAlertCircle, IconCheck, IconFile, IconFileAlert, IconMusic, IconVideo, IconX } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { SentKind } from '#domain/files/outgoing-file.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { MoveButtons } from './move-buttons.tsx'
import { sizeOf } from '../parts/file-words.ts'
import type { ChosenFile } from './choices.ts'
import { useMoving } from './use-moving.ts'

type ListProps = {
  readonly chosen: readonly ChosenFile[]
  readonly onMove: (key: string, to: number) => void
  readonly onRemove: (key: string) => void
  readonly onTryAgain: (key: string) => void
}

/** The files that go with the reply: what each is, how far it is, where it stands among them, and how to be rid of it. */
export function ChosenList({ chosen, onMove, onRemove, onTryAgain }: ListProps) {
  const moving = useMoving(chosen, onMove)
  return chosen.length === 0 ? null : (
    <>
      <ul className="chosen-files" aria-label="Attachments">
        {chosen.map((file, index) => (
          <li key={file.key} className="chosen" data-state={file.state.kind} {...moving.at(index)}>
            <ChosenOne chosen={file} onRemove={() => onRemove(file.key)} onTryAgain={() => onTryAgain(file.key)}>
              {chosen.length < 2 ? null : <MoveButtons name={file.name} onMove={(by) => moving.move(index, by)} />}
            </ChosenOne>
          </li>
        ))}
      </ul>
      <output className="sr">{moving.told}</output>
    </>
  )
}

type OneProps = {
  readonly chosen: ChosenFile
  readonly onRemove: () => void
  readonly onTryAgain: () => void
  readonly children: ReactNode
}

function ChosenOne({ chosen, onRemove, onTryAgain, children }: OneProps) {
  const { name, state } = chosen
  const isUnderWay = state.kind === 'uploading' || state.kind === 'waiting'
  return (
    <>
      <Face chosen={chosen} />
      <div className="grow">
        <p className="ellipsis" title={name}>
          <bdi>{name}</bdi>
        </p>
        <State chosen={chosen} />
      </div>
      {state.kind === 'failed' && state.canTryAgain ? (
        <Button size="xs" onClick={onTryAgain}>
          Try again
        </Button>
      ) : null}
      {children}
      <IconButton label={isUnderWay ? `Cancel the upload of ${name}` : `Remove ${name}`} onClick={onRemove}>
        <IconX size={16} aria-hidden="true" />
      </IconButton>
    </>
  )
}

const GLYPHS: Readonly<Record<SentKind, ReactNode>> = {
  picture: <IconFile size={20} aria-hidden="true" />,
  video: <IconVideo size={20} aria-hidden="true" />,
  audio: <IconMusic size={20} aria-hidden="true" />,
  file: <IconFile size={20} aria-hidden="true" />,
}

/** What this browser cannot show is told by a sign of its kind. */
function Face({ chosen: { what, previewUrl, state } }: { readonly chosen: ChosenFile }) {
  const [isBroken, setIsBroken] = useState(false)
  if (previewUrl !== undefined && !isBroken) {
    return <img src={previewUrl} alt="" draggable={false} onError={() => setIsBroken(true)} />
  }
  return <span className="glyph">{state.kind === 'failed' ? <IconFileAlert size={20} aria-hidden="true" /> : GLYPHS[what]}</span>
}

function State({ chosen: { name, size, state } }: { readonly chosen: ChosenFile }) {
  switch (state.kind) {
    case 'waiting':
      return <p className="muted">Next · {sizeOf(size)}</p>
    case 'uploading': {
      const percent = Math.min(100, Math.round(state.share * 100))
      return (
        <p className="how-far">
          <progress max={100} value={percent} aria-label={`Uploading ${name}`} />
          <span className="num">
            {percent}% of {sizeOf(size)}
          </span>
        </p>
      )
    }
    case 'uploaded':
      return (
        <p className="muted ready">
          <IconCheck size={14} aria-hidden="true" />
          Ready · {sizeOf(size)}
        </p>
      )
    case 'failed':
      return (
        <output className="why">
          <IconAlertCircle size={14} aria-hidden="true" />
          {state.words}
        </output>
      )
  }
}
