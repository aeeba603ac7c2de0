import type { ActUpon } from '#api/conversation/contract.ts'
import { resultOf } from '#domain/acts/result.ts'
import type { MessageLine } from './line-of.ts'

/** What somebody here wants the Page's reaction to be; without an emoji: none. */
export type WantedReaction = { readonly emoji: string | undefined }

type Reacted = Pick<MessageLine, 'acts' | 'reactions'>
type Reaction = MessageLine['reactions'][number]

/** `waits`: what of it Facebook has not done yet. */
export type ShownReaction = Reaction & { readonly waits?: 'to-come' | 'to-go' }

/** The last that was asked for of the Page's reaction to a private message. */
export function lastReaction({ acts }: Pick<Reacted, 'acts'>): ActUpon | undefined {
  return acts.findLast(({ act }) => act === 'react' || act === 'unreact')
}

/** What is wanted and not done yet: what this very person just asked for, or what the desk still has to ask Facebook for. */
function wantedReaction(line: Pick<Reacted, 'acts'>, asking: WantedReaction | undefined): WantedReaction | undefined {
  const last = lastReaction(line)
  const isWaiting = last !== undefined && resultOf(last.state) === 'waiting'
  return asking ?? (isWaiting ? { emoji: last.text ?? undefined } : undefined)
}

/** The emoji that the Page's reaction is, or is about to be. */
export function ourEmoji(line: Reacted, asking: WantedReaction | undefined): string | undefined {
  const wanted = wantedReaction(line, asking)
  return wanted ? wanted.emoji : (line.reactions.find(({ by }) => by === 'page')?.emoji ?? undefined)
}

/** All reactions, the Page's as it is wanted: a later one takes the place of the one before. */
export function shownReactions(line: Reacted, asking: WantedReaction | undefined): readonly ShownReaction[] {
  const wanted = wantedReaction(line, asking)
  if (!wanted) {
    return line.reactions
  }
  const ours = line.reactions.find(({ by }) => by === 'page')
  const others = line.reactions.filter(({ by }) => by !== 'page')
  if (wanted.emoji === undefined) {
    return ours ? [...others, { ...ours, waits: 'to-go' }] : others
  }
  const at = lastReaction(line)?.at ?? new Date().toISOString()
  return [...others, { by: 'page', reaction: 'other', emoji: wanted.emoji, at, waits: 'to-come' }]
}
