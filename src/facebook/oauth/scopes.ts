/** Without these a Page cannot be connected at all. */
const NEEDED = ['pages_show_list', 'pages_messaging', 'pages_manage_metadata'] as const

/** Without these a Page's messages work, and its posts and comments do not. */
const FOR_CONTENT = ['pages_read_engagement', 'pages_read_user_content', 'pages_manage_engagement'] as const

/** The last one only makes Facebook list the Pages of a business. */
export const ASKED: readonly string[] = [...NEEDED, ...FOR_CONTENT, 'business_management']

export type Missing = { readonly needed: readonly string[]; readonly forContent: readonly string[] }

/** What was asked for and not granted. */
export function missingOf(granted: readonly string[]): Missing {
  const isMissing = (scope: string) => !granted.includes(scope)
  return { needed: NEEDED.filter(isMissing), forContent: FOR_CONTENT.filter(isMissing) }
}
