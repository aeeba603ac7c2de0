import type { Outcome } from '../acts/outcome.ts'
import type { MessageId, WorkspaceId } from '../ids.ts'

/** A channel as it is kept: its key sealed. */
export type SealedChannel = {
  readonly workspaceId: WorkspaceId
  readonly id: string
  readonly externalId: string
  readonly keyEncrypted: Uint8Array
}

/** A reply on its way out of the desk. The channel carries it; the desk never knows how. */
export type OutgoingText = {
  readonly messageId: MessageId
  readonly text: string
  /** The client's id on that channel: a PSID on Facebook. */
  readonly recipientExternalId: string
}

export type ChannelPort = {
  /** Opens the channel's seal, before anything is marked as on its way. Undefined: sealed with another encryption key than the desk runs with. */
  open(channel: SealedChannel): OpenChannel | undefined
}

/** A channel whose key is at hand. */
export type OpenChannel = { sendText(outgoing: OutgoingText): Promise<Outcome> }
