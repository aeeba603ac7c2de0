import type { ExtensionState } from '#storage/extensions.ts'

export function presentExtension(state: ExtensionState, waitingMessageCount: number | undefined) {
  const { name, isEnabled, changedAt, changedBy, channelCount, waitingCount, openWindowCount, endingWindowCount, queuedReplyCount } = state
  return {
    name,
    isEnabled,
    changedAt: changedAt?.toISOString() ?? null,
    changedBy: changedBy ?? null,
    channelCount,
    waitingCount,
    waitingMessageCount: waitingMessageCount ?? null,
    openWindowCount,
    endingWindowCount,
    queuedReplyCount,
  }
}
