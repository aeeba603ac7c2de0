import type { ReplyMode } from '#domain/messaging-policy/reply-mode.ts'
import { useMay } from '../session/session.ts'
import { useNow } from '../ui/use-now.ts'
import { writingOf, type Writing, type WrittenTo } from './writing.ts'

/** Whether one may write to the customer now; looks at the clock once in each step. */
export function useWriting(ticket: WrittenTo, stepMs: number, mode: ReplyMode = 'response'): Writing {
  return writingOf(ticket, { mayReply: useMay('ticket.reply'), mayManage: useMay('workspace.manage'), now: useNow(stepMs) }, mode)
}
