import type { Permission } from '../members/permissions.ts'
import type { ActKind } from '../conversations/subject.ts'

type Place = { readonly isPublic: boolean }

/** Which right of a person's an act needs: who answers customers says, and does in private what belongs to that; what everybody reads is moderated. */
export function rightFor(act: ActKind, { isPublic }: Place): Permission {
  return act === 'say' || !isPublic ? 'ticket.reply' : 'comment.moderate'
}
