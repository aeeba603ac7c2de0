import type { Channel } from '../api/types.ts'
import { dateOf } from '../ui/format-time.ts'
import { blockAt, disconnectionOf, permissionsMissingAt, standingProblems } from './channel-problems.ts'
import { forContent, permissionNames, SENDING } from './permission-words.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** From here on a key's end is worth a look. */
const EXPIRES_SOON_MS = 14 * DAY_MS

export type ChannelHealth = 'needs-you' | 'watch' | 'working' | 'later' | 'going'

/** In which group a channel stands: what only an administrator can mend, what ends soon, what works, what has no use yet, what is being deleted. */
export function channelHealth(channel: Channel, now: Date): ChannelHealth {
  if (channel.kind === 'chat') {
    return 'later'
  }
  if (channel.deletion) {
    return 'going'
  }
  if (disconnectionOf(channel)) {
    return 'later'
  }
  if (needsReconnect(channel) || blockAt(channel)) {
    return 'needs-you'
  }
  return channel.state === 'switched-off' || keyExpiresSoon(channel, now) ? 'watch' : 'working'
}

/** Only a new key, or a permission more, mends it. */
export function needsReconnect(channel: Channel): boolean {
  return channel.state === 'disconnected' || standingProblems(channel).some(({ kind }) => kind !== 'sending-blocked')
}

export function keyExpiresSoon(channel: Channel, now: Date): boolean {
  return channel.keyValidUntil !== null && new Date(channel.keyValidUntil).getTime() - now.getTime() < EXPIRES_SOON_MS
}

/** "Key until 14 Jan 2027", "Key: no expiry", "Key stopped working 23 Nov". */
export function keyWords(channel: Channel, now: Date): string {
  const state = keyState(channel, now)
  return state === ENDLESS ? `Key: ${state}` : `Key ${state}`
}

const ENDLESS = 'no expiry'

/** "until 14 Jan 2027", "no expiry", "stopped working 23 Nov". */
export function keyState(channel: Channel, now: Date): string {
  const problems = standingProblems(channel)
  const gone = disconnectionOf(channel)
  if (gone) {
    return `destroyed ${dateOf(new Date(gone.since), now)}`
  }
  const dead = problems.find(({ kind }) => kind === 'key-dead')
  if (dead) {
    return `stopped working ${dateOf(new Date(dead.since), now)}`
  }
  if (problems.some(({ kind }) => kind === 'key-unreadable')) {
    return 'cannot be opened'
  }
  if (channel.keyValidUntil === null) {
    return ENDLESS
  }
  const until = new Date(channel.keyValidUntil)
  return until < now ? `ended ${dateOf(until, now)}` : `until ${dateOf(until, now)}`
}

export function daysUntil(at: Date, now: Date): number {
  return Math.max(0, Math.floor((at.getTime() - now.getTime()) / DAY_MS))
}

/** What does not work although the channel is connected, in a sentence; undefined where all works. */
export function stillMissing(channel: Channel): string | undefined {
  const permissions = permissionsMissingAt(channel)
  if (permissions.length === 0) {
    return undefined
  }
  const what = permissions.includes(SENDING) ? 'Answers still cannot be sent' : `${forContent(permissions)} still cannot be used`
  return `${what}: ${permissionNames(permissions)} ${permissions.length === 1 ? 'is' : 'are'} off.`
}
