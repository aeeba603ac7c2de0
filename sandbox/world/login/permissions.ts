import { oauthError, unsupportedRequest } from '../graph-error.ts'
import type { Access, AppAccess, PageAccess, UserAccess } from './tokens.ts'

export const PAGE_TASKS = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE'] as const

/** A call on `/{page}/…` that only the Page itself may make. */
export function asPage(access: Access, pageId: string, method: string): PageAccess {
  if (access.kind !== 'page') {
    throw oauthError(190, '(#190) This method must be called with a Page Access Token')
  }
  if (access.page.id !== pageId) {
    throw unsupportedRequest(method, pageId)
  }
  return access
}

export function asUser(access: Access): UserAccess {
  if (access.kind !== 'user') {
    throw oauthError(100, '(#100) This method must be called with a user access token')
  }
  return access
}

export function asApp(access: Access, appId: string): AppAccess {
  if (access.kind !== 'app' || access.app.id !== appId) {
    throw oauthError(15, '(#15) This method must be called with an app access_token.')
  }
  return access
}

export function canMessage(access: PageAccess): void {
  if (!access.grant.scopes.includes('pages_messaging')) {
    throw oauthError(230, '(#230) Requires pages_messaging permission to manage the object')
  }
  if (!hasTask(access, ['MESSAGING'])) {
    throw oauthError(200, '(#200) Permissions error')
  }
}

export function canManageMetadata(access: PageAccess): void {
  requireScope(access, 'pages_manage_metadata')
  if (!hasTask(access, ['CREATE_CONTENT', 'MANAGE', 'MODERATE'])) {
    throw oauthError(200, '(#200) Permissions error')
  }
}

/** Whether the person behind the token may do any of these on the Page. */
export function hasTask(access: PageAccess, oneOf: readonly string[]): boolean {
  const tasks = access.page.roles.get(access.person.id) ?? []
  return oneOf.some((task) => tasks.includes(task))
}

/** Throws 200 with the words seen for a missing permission. */
export function requireScope(access: UserAccess | PageAccess, scope: string): void {
  if (!access.grant.scopes.includes(scope)) {
    throw oauthError(200, `(#200) Requires ${scope} permission to manage the object`)
  }
}
