import { DeskError } from '#domain/errors.ts'
import { may, type Permission } from '#domain/members/permissions.ts'
import type { Actor } from './desk.ts'

/** Throws `not-allowed` unless the actor's role grants it, with words for who wants to change something or only to see it. */
export function requirePermission(actor: Actor, permission: Permission, act: 'change' | 'see' = 'change'): void {
  if (!may(actor.role, permission)) {
    throw new DeskError('not-allowed', permission === 'workspace.manage' && act === 'see' ? SETTINGS_UNSEEN : WORDS[permission])
  }
}

const SETTINGS_UNSEEN = 'Only administrators can see this.'

const WORDS: Record<Permission, string> = {
  'ticket.read': 'Your role cannot see tickets. An administrator can change your role.',
  'ticket.comment-internally': 'Your role cannot write internal comments. An administrator can change your role.',
  'ticket.work': 'Your role can only read and comment. An administrator can change your role.',
  'ticket.reply': 'Only agents can reply. Write an internal comment, or ask an administrator to change your role.',
  'comment.moderate': 'Only agents can moderate comments. An administrator can change your role.',
  'workspace.manage': 'Only administrators can change this.',
}
