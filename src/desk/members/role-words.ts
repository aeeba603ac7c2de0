import type { Role } from '#domain/members/permissions.ts'

/** A role as people read it. */
export const ROLE_WORDS: Record<Role, string> = {
  administrator: 'Administrator',
  agent: 'Agent',
  employee: 'Internal employee',
}
