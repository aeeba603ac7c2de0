import type { DatedProblem } from './channel-problem.ts'

/** What the network told of its rules and a channel: that it warned it, blocked it from sending, or lets it send again. */
export type ToldPolicy = { readonly action: string | undefined; readonly reason: string | undefined; readonly at: Date }

export type PolicyProblem = Extract<DatedProblem, { readonly kind: 'sending-blocked' | 'warned' }>

/**
 * The problems of a channel by what it was told, in whatever order and however often. Blocked again it is blocked since it was first; what lets it send
 * that was not blocked says nothing. An action that nobody knows warns: it is told of a breach.
 */
export function policyProblems(told: readonly ToldPolicy[]): PolicyProblem[] {
  const problems: PolicyProblem[] = []
  let blocked: PolicyProblem | undefined
  const ordered = told.toSorted((a, b) => a.at.getTime() - b.at.getTime() || rankOf(a) - rankOf(b) || (reasonOf(a) < reasonOf(b) ? -1 : 1))
  for (const { action, reason, at } of ordered) {
    const why = reason === undefined ? {} : { reason }
    switch (action?.toLowerCase()) {
      case 'block':
        blocked ??= { kind: 'sending-blocked', ...why, since: at, mendedAt: undefined }
        break
      case 'unblock':
        problems.push(...(blocked ? [{ ...blocked, mendedAt: at }] : []))
        blocked = undefined
        break
      default:
        problems.push({ kind: 'warned', ...why, since: at, mendedAt: at })
    }
  }
  return [...problems, ...(blocked ? [blocked] : [])]
}

/** Of one moment: a block first, so that what lifts it does. */
function rankOf({ action }: ToldPolicy): number {
  return action?.toLowerCase() === 'unblock' ? 1 : 0
}

function reasonOf({ reason }: ToldPolicy): string {
  return reason ?? ''
}
