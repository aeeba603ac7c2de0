/** What a channel holds, in figures. */
export type ChannelContents = {
  readonly tickets: number
  /** Private ones, of both sides. */
  readonly messages: number
  /** All that everybody reads: posts, comments, reviews. */
  readonly comments: number
  readonly files: number
  /** Asked for and not done yet: replies, hiding, likes. */
  readonly waiting: number
}

/** Whether this is how the channel is called. Spaces around it, and how its accents are composed, do not matter; everything else does. */
export function isNameTyped(typed: string, name: string): boolean {
  return plain(typed) === plain(name)
}

/** Never the last hundredth while there is something left. */
export function percentGone({ gone, before }: { readonly gone: number; readonly before: number }): number {
  return Math.min(99, Math.floor((gone * 100) / Math.max(1, before)))
}

function plain(name: string): string {
  return name.normalize('NFC').trim()
}
