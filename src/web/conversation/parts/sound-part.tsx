import { IconDownload, IconMicrophone, IconPlayerPauseFilled, IconPlayerPlayFilled, IconVolume } from '@tabler/icons-react'
import { useMemo, useRef, useState, type CSSProperties } from 'react'
import type { FilePart } from '../../api/types.ts'
import { showToast } from '../../ui/toast-store.ts'
import { FileCard } from './file-card.tsx'
import { fileName, lengthOf } from './file-words.ts'
import { waveOf } from './wave.ts'
import { whyNotPlayed, type WhyNotPlayed } from './why-not-played.ts'

type SoundPartProps = { readonly file: FilePart; readonly url: string }

/** A voice message or another sound: play, where one is, how fast, and saving it. What this browser cannot play is a file. */
export function SoundPart({ file, url }: SoundPartProps) {
  const [isUnplayable, setUnplayable] = useState(() => !canPlay(file.type))
  return isUnplayable ? (
    <FileCard file={file} because="this browser can’t play it" />
  ) : (
    <Player file={file} url={url} onUnplayable={() => setUnplayable(true)} />
  )
}

function Player({ file, url, onUnplayable }: SoundPartProps & { readonly onUnplayable: () => void }) {
  const sound = useRef<HTMLAudioElement>(null)
  const [isPlaying, setPlaying] = useState(false)
  // An element that was to play once and could not would go on asking by itself; a new one waits to be pressed.
  const [tries, setTries] = useState(0)
  const [atMs, setAtMs] = useState(0)
  const [lengthMs, setLengthMs] = useState(file.durationMs ?? 0)
  const name = fileName(file)
  const Glyph = file.what === 'voice' ? IconMicrophone : IconVolume

  function toggle(): void {
    if (isPlaying) {
      sound.current?.pause()
    } else {
      // A refusal is told by the element itself, too.
      sound.current?.play().catch(() => undefined)
    }
  }

  function stopPlaying(why: WhyNotPlayed): void {
    if (why === 'unplayable') {
      onUnplayable()
      return
    }
    setPlaying(false)
    setTries(tries + 1)
    showToast({ message: 'The desk did not give the sound. Play it again in a moment.' })
  }

  function seek(ms: number): void {
    if (sound.current !== null) {
      sound.current.currentTime = ms / 1000
    }
    setAtMs(ms)
  }

  function setSpeed(speed: number): void {
    if (sound.current !== null) {
      sound.current.playbackRate = speed
      // What is loaded later begins at this speed, too.
      sound.current.defaultPlaybackRate = speed
    }
  }

  return (
    <fieldset className="voice" aria-label={lengthMs === 0 ? name : `${name}, ${lengthOf(lengthMs)}`}>
      <button type="button" className="play" aria-label={isPlaying ? 'Pause' : 'Play'} onClick={toggle}>
        {isPlaying ? <IconPlayerPauseFilled size={18} aria-hidden="true" /> : <IconPlayerPlayFilled size={18} aria-hidden="true" />}
      </button>
      <Position id={file.id} atMs={atMs} lengthMs={lengthMs} onMove={seek} />
      <span className="num">{atMs > 0 ? `${lengthOf(atMs)} / ${lengthOf(lengthMs)}` : lengthMs === 0 ? '' : lengthOf(lengthMs)}</span>
      <span className="line">
        <Glyph size={14} aria-hidden="true" />
        <span className="ellipsis grow" dir="auto">
          {name}
        </span>
        <Speed onChange={setSpeed} />
        <a className="icon-link" href={url} download={file.name ?? ''} aria-label={`Download ${name.toLowerCase()}`} title="Download">
          <IconDownload size={16} aria-hidden="true" />
        </a>
      </span>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- people send no captions along */}
      <audio
        key={tries}
        ref={sound}
        src={url}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setAtMs(0)}
        onTimeUpdate={(event) => setAtMs(event.currentTarget.currentTime * 1000)}
        onLoadedMetadata={({ currentTarget: { duration } }) => {
          if (Number.isFinite(duration)) {
            setLengthMs(duration * 1000)
          }
        }}
        onError={() => void whyNotPlayed(url).then(stopPlaying)}
      />
    </fieldset>
  )
}

type PositionProps = {
  readonly id: string
  readonly atMs: number
  readonly lengthMs: number
  readonly onMove: (ms: number) => void
}

const BARS = 44

function Position({ id, atMs, lengthMs, onMove }: PositionProps) {
  const bars = useMemo(() => waveOf(id, BARS), [id])
  const share = lengthMs === 0 ? 0 : atMs / lengthMs
  return (
    <span className="position" style={{ '--share': share } as CSSProperties}>
      <svg className="wave" viewBox={`0 0 ${BARS * 4} 28`} preserveAspectRatio="none" aria-hidden="true">
        {bars.map((bar, index) => (
          <rect
            key={index}
            x={index * 4}
            y={14 - bar * 13}
            width="2.4"
            height={bar * 26}
            rx="1.2"
            data-on={index / BARS < share || undefined}
          />
        ))}
      </svg>
      <input
        type="range"
        aria-label="Position"
        aria-valuetext={`${lengthOf(atMs)} of ${lengthOf(lengthMs)}`}
        min={0}
        max={Math.max(1, Math.round(lengthMs / 1000))}
        step={1}
        value={Math.round(atMs / 1000)}
        disabled={lengthMs === 0}
        onChange={(event) => onMove(event.currentTarget.valueAsNumber * 1000)}
      />
    </span>
  )
}

const SPEEDS = [1, 1.5, 2] as const

function Speed({ onChange }: { readonly onChange: (speed: number) => void }) {
  const [speed, setSpeed] = useState<number>(SPEEDS[0])

  function change(): void {
    const next = SPEEDS[(SPEEDS.findIndex((each) => each === speed) + 1) % SPEEDS.length] ?? 1
    onChange(next)
    setSpeed(next)
  }

  return (
    <button type="button" className="speed num" aria-label={`Speed ${speed}×`} onClick={change}>
      {speed}×
    </button>
  )
}

/** A browser says '' where it surely cannot; of a type that nobody told it may try. */
function canPlay(type: string | null): boolean {
  return type === null || document.createElement('audio').canPlayType(type) !== ''
}
