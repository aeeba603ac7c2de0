import { oauthError, unsupportedRequest } from '../graph-error.ts'
import type { Access, AppAccess, PageAccess, UserAccess } from './tokens.ts'

export const PAGE_TASKS = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE'] as const

/** What the login dialog can ask for, with the words on its switches. */
export const PERMISSIONS: Readonly<Record<string, string>> = {
  public_profile: 'Receive your name and profile picture',
  email: 'Receive your email address',
  business_management: 'Manage your business',
  pages_show_list: 'Show a list of the Pages you manage',
  pages_messaging: 'Manage and access Page conversations in Messenger',
  pages_manage_metadata: 'Manage accounts, settings and webhooks for a Page',
  pages_read_engagement: 'Read content posted on the Page',
  pages_read_user_content: 'Read user content on your Page',
  pages_manage_engagement: 'Create and manage comments on your Page',
  pages_manage_posts: 'Create and manage content on your Page',
  pages_utility_messaging: 'Send utility messages for your Page',
  page_utility_messaging: 'Send utility messages for your Page',
  read_insights: 'Access your Page insights',
}

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
  if (!access.grant.scopes.includes('pages_manage_metadata')) {
    throw oauthError(200, '(#200) Requires pages_manage_metadata permission to manage the object')
  }
  if (!hasTask(access, ['CREATE_CONTENT', 'MANAGE', 'MODERATE'])) {
    throw oauthError(200, '(#200) Permissions error')
  }
}

function hasTask(access: PageAccess, oneOf: readonly string[]): boolean {
  const tasks = access.page.roles.get(access.person.id) ?? []
  return oneOf.some((task) => tasks.includes(task))
}
