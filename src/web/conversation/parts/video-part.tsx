import { IconPlayerPlayFilled } from '@tabler/icons-react'
import { useState } from 'react'
import type { FilePart } from '../../api/types.ts'
import { showToast } from '../../ui/toast-store.ts'
import { FileCard } from './file-card.tsx'
import { fileName, lengthOf } from './file-words.ts'
import { whyNotPlayed, type WhyNotPlayed } from './why-not-played.ts'

type VideoPartProps = { readonly file: FilePart; readonly url: string }

/** A still with the length; pressed, the browser's own player in its place. What it cannot play is a file to save. */
export function VideoPart({ file, url }: VideoPartProps) {
  const [state, setState] = useState<'still' | 'playing' | 'unplayable'>('still')

  function stopPlaying(why: WhyNotPlayed): void {
    setState(why === 'unplayable' ? 'unplayable' : 'still')
    if (why === 'did-not-come') {
      showToast({ message: 'The desk did not give the video. Play it again in a moment.' })
    }
  }
  if (state === 'unplayable') {
    return <FileCard file={file} because="this browser can’t play it" />
  }
  if (state === 'playing') {
    return (
      // oxlint-disable-next-line jsx-a11y/media-has-caption -- people send no captions along
      <video
        className="video"
        src={url}
        poster={file.previewUrl ?? undefined}
        controls
        autoPlay
        aria-label={fileName(file)}
        ref={focusOnce}
        onError={() => void whyNotPlayed(url).then(stopPlaying)}
      />
    )
  }
  const length = file.durationMs === null ? undefined : lengthOf(file.durationMs)
  const name = file.name === null ? '' : `: ${file.name}`
  return (
    <button
      type="button"
      className="video"
      aria-label={`Play video${length === undefined ? '' : `, ${length}`}${name}`}
      onClick={() => setState('playing')}
    >
      {file.previewUrl === null ? null : <img src={file.previewUrl} alt="" loading="lazy" />}
      <span className="go">
        <IconPlayerPlayFilled size={20} aria-hidden="true" />
      </span>
      {length === undefined ? null : <span className="len">{length}</span>}
    </button>
  )
}

/** The still goes, and the focus was on it. */
function focusOnce(video: HTMLVideoElement | null): void {
  video?.focus()
}
