import { MODERATING_PERMISSION, SENDING_PERMISSION } from '../channels/channel-problem.ts'
import { REACH, type ActKind, type SubjectKind } from '../conversations/subject.ts'

/** Which of Facebook's permissions an act needs, there; which right of ours is told by `rightFor`. A private reply is a message (Private replies, 2026-04). */
export function permissionFor(act: ActKind, subject: SubjectKind): string {
  return act === 'say-privately' || !REACH[subject].isPublic ? SENDING_PERMISSION : MODERATING_PERMISSION
}
