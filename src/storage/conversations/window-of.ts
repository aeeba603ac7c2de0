import type { ReplyWindow, WindowReason } from '#domain/messaging-policy/reply-window.ts'

type WindowRow = { window_opens_at: Date | null; window_closes_at: Date | null; window_reason: string | null }

export function windowOf(row: WindowRow): ReplyWindow | undefined {
  if (!row.window_opens_at || !row.window_closes_at) {
    return undefined
  }
  return { opensAt: row.window_opens_at, closesAt: row.window_closes_at, reason: row.window_reason as WindowReason }
}
