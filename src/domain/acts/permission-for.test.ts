import { expect, test } from 'vitest'
import { permissionFor } from './permission-for.ts'

test.each([
  ['say', 'direct', 'pages_messaging'],
  ['say', 'comments', 'pages_manage_engagement'],
  ['hide', 'post', 'pages_manage_engagement'],
  ['block', 'comments', 'pages_manage_engagement'],
  ['say-privately', 'comments', 'pages_messaging'],
] as const)('%s in "%s" needs %s', (act, subject, permission) => {
  expect(permissionFor(act, subject)).toBe(permission)
})
