import type { Channel } from '../api/types.ts'
import { dateOf } from '../ui/format-time.ts'
import { permissionNames } from './permission-words.ts'

type Problem = Channel['problems'][number]
type Problems = Pick<Channel, 'problems'>

/** What is wrong with a channel now, the oldest first. */
export function standingProblems({ problems }: Problems): readonly Problem[] {
  return problems.filter(({ mendedAt }) => mendedAt === null)
}

/** Somebody disconnected it, and nobody is to mend that: undefined where nobody did. */
export function disconnectionOf(channel: Problems): Extract<Problem, { readonly kind: 'disconnected' }> | undefined {
  return standingProblems(channel).flatMap((problem) => (problem.kind === 'disconnected' ? [problem] : []))[0]
}

/** The permissions that a connected channel lacks. */
export function permissionsMissingAt(channel: Problems): readonly string[] {
  return standingProblems(channel).flatMap((problem) => (problem.kind === 'permission-missing' ? [problem.permission] : []))
}

/** Facebook stopped the Page from sending: undefined where it did not. */
export function blockAt(channel: Problems): Extract<Problem, { readonly kind: 'sending-blocked' }> | undefined {
  return standingProblems(channel).flatMap((problem) => (problem.kind === 'sending-blocked' ? [problem] : []))[0]
}

/** More than these nobody reads. */
const MENDED_SHOWN = 3

/** What was wrong until lately, a line each, the last mended first. */
export function mendedWords({ problems }: Problems, now: Date): string[] {
  const mended = problems.flatMap((problem) => (problem.mendedAt === null ? [] : [{ problem, at: new Date(problem.mendedAt) }]))
  return mended
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, MENDED_SHOWN)
    .map(({ problem, at }) => pastWords(problem, { at, now }))
}

function pastWords(problem: Problem, { at, now }: { readonly at: Date; readonly now: Date }): string {
  if (problem.kind === 'warned') {
    return `Facebook warned this Page on ${dateOf(at, now)}${problem.reason === undefined ? '.' : `: “${problem.reason}”`}`
  }
  return `Mended ${dateOf(at, now)}: ${whatWas(problem)} since ${dateOf(new Date(problem.since), now)}.`
}

function whatWas(problem: Exclude<Problem, { readonly kind: 'warned' }>): string {
  switch (problem.kind) {
    case 'disconnected':
      return `it was disconnected by ${problem.by}`
    case 'key-dead':
      return 'Facebook refused this Page’s key'
    case 'key-unreadable':
      return 'the desk could not open this Page’s key'
    case 'permission-missing':
      return `${permissionNames([problem.permission])} was off`
    case 'sending-blocked':
      return 'Facebook did not let this Page send messages'
  }
}
