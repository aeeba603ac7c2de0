import { useMay } from '../session/session.ts'
import { useNow } from '../ui/use-now.ts'
import { writingOf, type WouldSay, type Writing, type WrittenTo } from './writing.ts'

/** Whether one may write to the customer now; looks at the clock once in each step. */
export function useWriting(ticket: WrittenTo, stepMs: number, would: WouldSay = {}): Writing {
  return writingOf(ticket, { mayReply: useMay('ticket.reply'), mayManage: useMay('workspace.manage'), now: useNow(stepMs) }, would)
}
