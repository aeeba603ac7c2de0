import { useEffect } from 'react'
import { Composer } from '../conversation/composer.tsx'
import type { MessageLine } from '../conversation/lines/line-of.ts'
import { noteThreadShown } from '../conversation/seen-lines.ts'
import { WriteOnButton } from '../tickets/write-on-button.tsx'
import { usePageVisible } from '../ui/use-page-visible.ts'
import type { HeldThread } from './thread-pages.ts'
import type { WallTalk } from './wall-talk.ts'

type ReplyProps = {
  readonly talk: WallTalk
  /** As it stands before whoever answers. */
  readonly thread: HeldThread
  readonly answered: MessageLine
  readonly onLeave: () => void
}

/**
 * Where one answers among the posts: as in the ticket, with the draft that was begun there. It is there at once, with what the wall knows: a letter
 * typed before it was would be taken for what the letter does to the comment.
 */
export function PublicReply({ talk, thread: { lines }, answered, onLeave }: ReplyProps) {
  const { answering } = talk
  const isVisible = usePageVisible()
  useEffect(() => {
    if (isVisible) {
      noteThreadShown(talk.id, lines)
    }
  }, [isVisible, talk.id, lines])
  return (
    <Composer
      talk={talk}
      answering={answering}
      answered={answered}
      whenOver={<WriteOnButton ticket={talk} answering={answering} />}
      onLeave={onLeave}
      onSent={onLeave}
      takesFocus
    />
  )
}
