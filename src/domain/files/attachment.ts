/** What somebody says a file is. What it is indeed is told by its content. */
export const ATTACHMENT_KINDS = ['picture', 'video', 'audio', 'voice', 'file', 'sticker'] as const
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number]

/** Waiting for the desk's own copy; kept; refused for what it is; or gone before it could be kept. */
export const ATTACHMENT_STATES = ['waiting', 'kept', 'refused', 'gone'] as const
export type AttachmentState = (typeof ATTACHMENT_STATES)[number]

/** Why it waits for another try. */
export const WAITING_REASONS = ['unreachable', 'too-slow', 'address-busy', 'storage-full', 'storage-away', 'not-readable-now'] as const
/** Why it is not kept, and never will be from this address. */
export const REFUSED_REASONS = ['address-forbidden', 'too-large', 'empty', 'too-many-pixels', 'broken', 'packed'] as const
/** Why there is nothing to be had: its address no longer leads anywhere, none was told, or the desk noted none. */
export const GONE_REASONS = ['address-dead', 'no-address', 'never-answered', 'no-copy'] as const

export type WaitingReason = (typeof WAITING_REASONS)[number]
/** Our own storage keeps it waiting, and no address. */
export type StorageReason = Extract<WaitingReason, `storage-${string}`>
export type RefusedReason = (typeof REFUSED_REASONS)[number]
export type GoneReason = (typeof GONE_REASONS)[number]
export type AttachmentReason = WaitingReason | RefusedReason | GoneReason
