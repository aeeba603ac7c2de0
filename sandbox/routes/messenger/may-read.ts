import { oauthError } from '../../world/graph-error.ts'
import { hasTask } from '../../world/login/permissions.ts'
import type { PageAccess } from '../../world/login/tokens.ts'

const SCOPES = ['pages_messaging', 'pages_manage_metadata', 'pages_read_engagement']

/** Reading threads needs three permissions and the MESSAGING or MODERATE task (Messenger Platform docs, conversations, 2026-02). */
export function canReadThreads(access: PageAccess): void {
  const missing = SCOPES.find((scope) => !access.grant.scopes.includes(scope))
  if (missing !== undefined) {
    throw missing === 'pages_messaging'
      ? oauthError(230, '(#230) Requires pages_messaging permission to manage the object')
      : oauthError(200, `(#200) Requires ${missing} permission to manage the object`)
  }
  if (!hasTask(access, ['MESSAGING', 'MODERATE'])) {
    throw oauthError(200, '(#200) Permissions error')
  }
}
