import type { Ticket } from '../api/types.ts'

/** What a conversation on screen needs of what it belongs to: whom one talks to, through which channel, and whether one may write. */
export type Talk = Pick<Ticket, 'id' | 'kind' | 'postId' | 'status' | 'client' | 'channel' | 'window'>

/** Of whom one talks to no more than what they are called by. */
export type TalkByName = Omit<Talk, 'client'> & { readonly client: Pick<Talk['client'], 'name' | 'externalId'> }
