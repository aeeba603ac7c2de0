import type { ExtensionName } from '../extensions/extension.ts'
import type { ChannelId, WorkspaceId } from '../ids.ts'

export const CHANNEL_KINDS = ['facebook', 'chat'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

/** The extension that a kind of channel hangs on. The view `channel_ways` says the same; a test holds the two together. */
export const EXTENSION_OF: Readonly<Record<ChannelKind, ExtensionName>> = { facebook: 'facebook', chat: 'online-chat' }

/** Whether something can go through a channel: its extension is off, its key is no good, or it is open. */
export type ChannelWay = 'connected' | 'disconnected' | 'switched-off'

export type ChannelOfWorkspace = { readonly workspaceId: WorkspaceId; readonly channelId: ChannelId }
