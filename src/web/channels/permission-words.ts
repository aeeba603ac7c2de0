/** Without it nobody is answered. */
export const SENDING = 'pages_messaging'
/** Without it Facebook leaves the Pages of a business portfolio out of its list. */
export const PORTFOLIOS = 'business_management'

/** How Facebook's window calls them (2026-11). */
const NAMES: Readonly<Record<string, string>> = {
  pages_show_list: 'Show a list of the Pages you manage',
  pages_messaging: 'Manage and access Page conversations in Messenger',
  pages_manage_metadata: 'Manage accounts, settings and webhooks for a Page',
  pages_read_engagement: 'Read content posted on the Page',
  pages_read_user_content: 'Read user content on your Page',
  pages_manage_engagement: 'Create and manage comments on your Page',
  business_management: 'Manage your business',
}

/** A permission as a person meets it in Facebook's window, and its own name where the window's is not known. */
function permissionName(permission: string): string {
  return NAMES[permission] ?? permission
}

/** “Manage your business”, “Read content posted on the Page”. */
export function permissionNames(permissions: readonly string[]): string {
  return permissions.map((permission) => `“${permissionName(permission)}”`).join(', ')
}

/** What cannot be used without these, as the beginning of a sentence. */
export function forContent(permissions: readonly string[]): 'Posts' | 'Comments' {
  return permissions.every((permission) => permission === 'pages_read_engagement') ? 'Posts' : 'Comments'
}

export const PORTFOLIO_WORDS = `Pages of a business portfolio are listed only with ${permissionNames([PORTFOLIOS])}, which was left off.`
