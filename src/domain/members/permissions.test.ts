import { expect, test } from 'vitest'
import { may, ROLES, type Permission } from './permissions.ts'

test.each<readonly [Permission, readonly string[]]>([
  ['ticket.read', ['administrator', 'agent', 'employee']],
  ['ticket.comment-internally', ['administrator', 'agent', 'employee']],
  ['ticket.work', ['administrator', 'agent']],
  ['ticket.reply', ['administrator', 'agent']],
  ['comment.moderate', ['administrator', 'agent']],
  ['workspace.manage', ['administrator']],
])('%s is for %s', (permission, roles) => {
  expect(ROLES.filter((role) => may(role, permission))).toEqual(roles)
})
