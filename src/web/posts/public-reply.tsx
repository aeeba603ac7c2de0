import { Composer } from '../conversation/composer.tsx'
import type { MessageLine } from '../conversation/lines/line-of.ts'
import { WriteOnButton } from '../tickets/write-on-button.tsx'
import type { WallTalk } from './wall-talk.ts'

type ReplyProps = { readonly talk: WallTalk; readonly answered: MessageLine; readonly onLeave: () => void }

/**
 * Where one answers among the posts: as in the ticket, with the draft that was begun there. It is there at once, with what the wall knows: a letter
 * typed before it was would be taken for what the letter does to the comment.
 */
export function PublicReply({ talk, answered, onLeave }: ReplyProps) {
  const { answering } = talk
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
