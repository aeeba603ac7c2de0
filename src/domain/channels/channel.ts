export const CHANNEL_KINDS = ['facebook', 'chat'] as const
export type ChannelKind = (typeof CHANNEL_KINDS)[number]

/** What is wrong with a channel, as a closed list; the screens own the words. */
export type ChannelProblem =
  | { readonly kind: 'key-dead'; readonly code?: number; readonly subcode?: number; readonly since: string }
  /** Its key was sealed with another encryption key than the desk runs with: nothing can be called with it. */
  | { readonly kind: 'key-unreadable'; readonly since: string }
  | PermissionMissing

type PermissionMissing = { readonly kind: 'permission-missing'; readonly permission: string; readonly since: string }

/** What sends answers. Facebook refuses them where it is missing, whatever the grant said. */
export const SENDING_PERMISSION = 'pages_messaging'

const BETWEEN = ', '

/** Facebook refused for a permission. What was missing before stays missing; `since` is when the first of them was. */
export function withPermissionMissing(problem: ChannelProblem | undefined, permission: string, since: string): PermissionMissing {
  const before = problem?.kind === 'permission-missing' ? problem : undefined
  const names = before?.permission.split(BETWEEN) ?? []
  return { kind: 'permission-missing', permission: [...new Set([permission, ...names])].join(BETWEEN), since: before?.since ?? since }
}

export function isPermissionMissing(problem: ChannelProblem | undefined, permission: string): boolean {
  return problem?.kind === 'permission-missing' && problem.permission.split(BETWEEN).includes(permission)
}

/** Facebook let it pass: whatever was wrong with this permission is over, and what else is missing stays. */
export function withoutPermissionMissing(problem: ChannelProblem | undefined, permission: string): ChannelProblem | undefined {
  if (problem?.kind !== 'permission-missing') {
    return problem
  }
  const names = problem.permission.split(BETWEEN)
  const left = names.filter((name) => name !== permission)
  if (left.length === names.length) {
    return problem
  }
  return left.length > 0 ? { ...problem, permission: left.join(BETWEEN) } : undefined
}
