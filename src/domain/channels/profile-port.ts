import type { ChannelOfWorkspace } from './channel.ts'
import type { KeyTrouble } from './key-trouble.ts'

/** Asks a channel who a person is, with the key that the channel has. The desk never knows how, nor which key. */
export type ProfilePort = (person: PersonOfChannel) => Promise<ProfileAnswer>

/** `personId`: the channel's own id of the person; a PSID on Facebook. */
type PersonOfChannel = ChannelOfWorkspace & { readonly personId: string }

/** What a channel tells of somebody. Whatever it does not tell is undefined. */
export type Profile = {
  readonly name: string | undefined
  readonly pictureUrl: string | undefined
  /** As the channel writes it: "pl_PL". */
  readonly locale: string | undefined
  /** How far the clock of the person is ahead of UTC. */
  readonly utcOffsetMinutes: number | undefined
}

export type ProfileAnswer =
  | { readonly kind: 'told'; readonly profile: Profile }
  /** The channel tells no name of this person, and asking again soon changes nothing. */
  | { readonly kind: 'untold' }
  /** We may not ask, for now: worth another try when something has changed, not before. */
  | { readonly kind: 'not-granted' }
  /** Refused or unanswered for a moment. */
  | { readonly kind: 'not-now'; readonly why: string }
  | KeyTrouble
  | { readonly kind: 'no-key' }
