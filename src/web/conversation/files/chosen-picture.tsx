import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { sizeOf } from '../parts/file-words.ts'
import type { ChosenFile } from './chosen-files.ts'

type Props = { readonly chosen: ChosenFile; readonly onRemove: () => void; readonly onTryAgain: () => void }

/** The picture that goes with the reply: what it is, how far it is, and how to be rid of it. */
export function ChosenPicture({ chosen, onRemove, onTryAgain }: Props) {
  const { name, previewUrl, state } = chosen
  const isUnderWay = state.kind === 'uploading'
  return (
    <div className="chosen" data-state={state.kind}>
      <Preview key={previewUrl} url={previewUrl} />
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
      <IconButton label={isUnderWay ? 'Cancel the upload' : 'Remove the picture'} onClick={onRemove}>
        <IconX size={16} aria-hidden="true" />
      </IconButton>
    </div>
  )
}

/** What this browser cannot show is told by its words alone. */
function Preview({ url }: { readonly url: string }) {
  const [isBroken, setIsBroken] = useState(false)
  return isBroken ? null : <img src={url} alt="" onError={() => setIsBroken(true)} />
}

function State({ chosen: { size, state } }: { readonly chosen: ChosenFile }) {
  switch (state.kind) {
    case 'uploading': {
      const percent = Math.min(100, Math.round(state.share * 100))
      return (
        <p className="how-far">
          <progress max={100} value={percent} aria-label="Uploading the picture" />
          <span className="num">{percent}%</span>
        </p>
      )
    }
    case 'uploaded':
      return <p className="muted">{sizeOf(size)}, ready</p>
    case 'failed':
      return <output className="why">{state.words}</output>
  }
}
