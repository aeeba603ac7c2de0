import { may } from '#domain/members/permissions.ts'
import type { Actor } from '#desk/desk.ts'

/** For whom something is presented: what was taken back only administrators read. */
export type Viewer = { readonly readsTakenBack: boolean }

export const ADMINISTRATOR: Viewer = { readsTakenBack: true }
export const ANYBODY: Viewer = { readsTakenBack: false }

export function viewerOf({ role }: Pick<Actor, 'role'>): Viewer {
  return may(role, 'workspace.manage') ? ADMINISTRATOR : ANYBODY
}
