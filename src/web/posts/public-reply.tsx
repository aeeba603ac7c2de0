import { Composer } from '../conversation/composer.tsx'
import { WriteOnButton } from '../tickets/write-on-button.tsx'
import type { WallTalk } from './wall-talk.ts'

/**
 * Where one answers among the posts: as in the ticket, with the draft that was begun there. It is there at once, with what the wall knows: a letter
 * typed before it was would be taken for what the letter does to the comment.
 */
export function PublicReply({ talk, onLeave }: { readonly talk: WallTalk; readonly onLeave: () => void }) {
  return <Composer talk={talk} whenOver={<WriteOnButton ticket={talk} />} onLeave={onLeave} onSent={onLeave} takesFocus />
}
