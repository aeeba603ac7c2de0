import { IconArrowBackUp, IconCornerDownRight, IconEyeOff, IconWorld } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { useKeyHint } from '../keys/letter-keys.ts'
import { sentenceTime } from '../ui/format-time.ts'
import { Segmented } from '../ui/segmented.tsx'
import { useNow } from '../ui/use-now.ts'
import { WindowChip } from '../ui/window-chip.tsx'
import { deadlineIn, deadlineView, privateReplyTitle } from './deadline-view.ts'
import type { OutboxMode } from './outbox-item.ts'
import { destinationWords, hasWindow, isPublic } from './public/place-words.ts'
import type { TalkByName } from './talk.ts'
import type { Answering } from './threads-of.ts'
import type { WindowView } from './window-view.ts'

type ComposerHeadProps = DestinationProps & {
  readonly mode: OutboxMode
  readonly view: WindowView
  readonly onMode: (mode: OutboxMode) => void
}

/** What one writes, until when one may, and where it will stand. */
export function ComposerHead({ talk, answering, mustChoose, mode, view, onMode }: ComposerHeadProps) {
  const replyKey = useKeyHint('reply')
  const commentKey = useKeyHint('internal-comment')
  const comment = { label: 'Internal comment', icon: <IconEyeOff size={14} aria-hidden="true" />, title: commentKey }
  return (
    <>
      {mode === 'reply' && hasWindow(talk) ? <Drain view={view} /> : null}
      <div className="composer-head">
        <Segmented
          label="What you write"
          value={mode}
          onChange={onMode}
          segments={[
            { value: 'reply', ...replyFace(talk), title: replyKey },
            { value: 'internal', ...comment },
          ]}
        />
        {mode === 'reply' && !hasWindow(talk) ? <PrivateReplyLine talk={talk} /> : <WindowLine mode={mode} view={view} />}
      </div>
      {mode === 'reply' && isPublic(talk) ? <Destination talk={talk} answering={answering} mustChoose={mustChoose} /> : null}
    </>
  )
}

function replyFace(talk: TalkByName) {
  return isPublic(talk)
    ? { label: 'Public reply', icon: <IconWorld size={14} aria-hidden="true" /> }
    : { label: 'Reply', icon: <IconArrowBackUp size={14} aria-hidden="true" /> }
}

/** What is left of the reply window, along the upper edge. */
function Drain({ view }: { readonly view: WindowView }) {
  return (
    <div className="drain" data-level={view.level} style={{ '--left': view.share } as CSSProperties} aria-hidden="true">
      <i />
    </div>
  )
}

type DestinationProps = {
  readonly talk: TalkByName
  readonly answering: Answering | undefined
  readonly mustChoose: boolean
}

const CHOOSE = 'Several people may write under this post. Choose Reply below the comment that you answer.'

/** Where the answer will stand, or that it has to be chosen: then the focus is here, for there is no field. */
function Destination({ talk, answering, mustChoose }: DestinationProps) {
  return (
    <p className="dest" {...(mustChoose ? { 'data-focus-home': 'composer', tabIndex: -1 } : {})}>
      <IconCornerDownRight size={14} aria-hidden="true" />
      <span>{mustChoose ? CHOOSE : `${destinationWords(talk, answering)} Everyone on Facebook can read it.`}</span>
    </p>
  )
}

/** Until when one of those who wrote there can be answered privately instead: a public reply has no end. */
function PrivateReplyLine({ talk }: { readonly talk: TalkByName }) {
  const now = useNow(10_000)
  const [deadline, view] = [deadlineIn(talk, now), deadlineView(talk, now)]
  if (deadline?.kind !== 'private-reply' || view === undefined) {
    return null
  }
  return (
    <span className="window-line">
      <WindowChip
        level={view.level}
        share={view.share}
        label={`Private reply until ${sentenceTime(deadline.until, now)}`}
        title={privateReplyTitle(talk, view)}
      />
    </span>
  )
}

function WindowLine({ mode, view }: { readonly mode: OutboxMode; readonly view: WindowView }) {
  if (mode === 'internal') {
    return (
      <span className="window-line">
        <IconEyeOff size={14} aria-hidden="true" /> Only colleagues see this
      </span>
    )
  }
  return (
    <span className="window-line">
      <span className="long">{view.when}</span>
      <WindowChip
        level={view.level}
        label={view.level === 'human' || view.level === 'closed' ? view.label : `${view.label} left`}
        share={view.share}
        title={`The reply window ${view.when}`}
      />
      {/* A change of level is told, the ticking is not. */}
      <output className="sr">
        {view.level !== 'soon' && view.level !== 'last'
          ? ''
          : `The reply window ${view.level === 'last' ? 'ends within the hour' : 'ends soon'}`}
      </output>
    </span>
  )
}
