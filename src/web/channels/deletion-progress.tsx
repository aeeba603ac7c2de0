import type { Channel } from '../api/types.ts'
import { sentenceTime } from '../ui/format-time.ts'
import '../ui/meter.css'

type Deletion = NonNullable<Channel['deletion']>

/** Who wanted a channel gone, and how far that is. */
export function DeletionProgress({ name, deletion, now }: { readonly name: string; readonly deletion: Deletion; readonly now: Date }) {
  const { by, startedAt, percent } = deletion
  return (
    <div className="deletion">
      <p>
        <b>
          <bdi>{by}</bdi> deleted this channel {sentenceTime(new Date(startedAt), now)}.
        </b>{' '}
        Nothing comes in and nothing is sent. Its data goes in the background; you can leave this page, and connect the Page again as a new
        channel.
      </p>
      <div className="deletion-line">
        <progress className="meter" max={100} value={percent} aria-label={`Deleting ${name}`} />
        <span>{percent} % deleted</span>
      </div>
    </div>
  )
}
