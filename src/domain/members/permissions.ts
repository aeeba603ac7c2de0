export const ROLES = ['administrator', 'agent', 'employee'] as const
export type Role = (typeof ROLES)[number]

/** What a person may do at all. Which channels a person sees is asked separately. */
export type Permission =
  | 'ticket.read'
  | 'ticket.comment-internally'
  | 'ticket.work'
  | 'ticket.reply'
  | 'comment.moderate'
  | 'workspace.manage'

const GRANTED: Record<Role, readonly Permission[]> = {
  administrator: ['ticket.read', 'ticket.comment-internally', 'ticket.work', 'ticket.reply', 'comment.moderate', 'workspace.manage'],
  agent: ['ticket.read', 'ticket.comment-internally', 'ticket.work', 'ticket.reply', 'comment.moderate'],
  employee: ['ticket.read', 'ticket.comment-internally'],
}

export function may(role: Role, permission: Permission): boolean {
  return GRANTED[role].includes(permission)
}
