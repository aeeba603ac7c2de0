import type { SaidList } from './said-since-port.ts'
import type { ImportDays, ImportEnd } from './history-import.ts'
import type { KeyCause } from './key-cause.ts'

/** How long before its end administrators are told of a key, and that it died. */
export const KEY_MAIL_EVENTS = ['ends-in-14-days', 'ends-in-7-days', 'ends-in-1-day', 'died'] as const
export type KeyMailEvent = (typeof KEY_MAIL_EVENTS)[number]

/** What happened to a channel, as a closed list; the screens own the words. `by`: who did it, as they were called then. */
export type ChannelHappening =
  /** `person`: who allowed it at the network. */
  | { readonly what: 'connected' | 'reconnected'; readonly detail: { readonly person?: string; readonly by?: string } }
  | { readonly what: 'disconnected'; readonly detail: { readonly by: string } }
  | { readonly what: 'key-dead'; readonly detail: { readonly cause: KeyCause; readonly code?: number; readonly subcode?: number } }
  | { readonly what: 'key-unreadable'; readonly detail: Readonly<Record<never, never>> }
  /** `to`: how many administrators were written to. */
  | { readonly what: 'key-mail'; readonly detail: { readonly event: KeyMailEvent; readonly to: number } }
  /** What was fetched later of what was said since a moment. `unread`: what the network did not let us read. `untold`: of so many messages the network tells no more than that they are there. */
  | {
      readonly what: 'recovered'
      readonly detail: {
        readonly messages: number
        readonly comments: number
        readonly posts: number
        readonly unread: readonly SaidList[]
        readonly untold: number
        readonly since: string
      }
    }
  /** Nothing came since a moment, for as many hours as an administrator had set. `to`: how many administrators were written to. */
  | { readonly what: 'silent'; readonly detail: { readonly hours: number; readonly since: string; readonly to: number } }
  /** What was said in so many days before it was connected was fetched, or a part of it. `by`: who stopped that. */
  | {
      readonly what: 'history-imported'
      readonly detail: {
        readonly days: ImportDays
        readonly conversations: number
        readonly messages: number
        readonly comments: number
        readonly posts: number
        readonly untold: number
        readonly unread: readonly SaidList[]
        readonly end: ImportEnd
        readonly by?: string
      }
    }
  /** The network had stopped telling of these, and tells them again. */
  | { readonly what: 'subscription-mended'; readonly detail: { readonly fields: readonly string[] } }
