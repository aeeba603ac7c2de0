import { DeskError } from '#domain/errors.ts'
import { may, type Permission } from '#domain/members/permissions.ts'
import type { Actor } from './desk.ts'

/** Throws `not-allowed` unless the actor's role grants it. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!may(actor.role, permission)) {
    throw new DeskError('not-allowed', WORDS[permission])
  }
}

const WORDS: Record<Permission, string> = {
  'ticket.read': 'Your role does not see tickets. An administrator can change your role.',
  'ticket.comment': 'Your role does not write internal comments. An administrator can change your role.',
  'ticket.work': 'Your role reads and comments only. An administrator can change your role.',
  'ticket.reply': 'Your role does not write to customers. Write an internal comment, or ask an administrator for the role Agent.',
  'workspace.manage': 'Only an administrator may change this.',
}
