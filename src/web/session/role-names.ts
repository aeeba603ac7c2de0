import type { Role } from '../api/types.ts'

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  administrator: 'Administrator',
  agent: 'Agent',
  employee: 'Internal employee',
}

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  administrator: 'Full access, including settings',
  agent: 'Answers customers',
  employee: 'Reads and comments internally; cannot write to customers',
}
