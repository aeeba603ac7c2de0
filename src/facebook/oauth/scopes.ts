/** Without these a Page cannot be connected at all. */
const NEEDED = ['pages_show_list', 'pages_messaging', 'pages_manage_metadata'] as const

/** Without these a Page's messages work, and its posts and comments do not. */
const FOR_CONTENT = ['pages_read_engagement', 'pages_read_user_content', 'pages_manage_engagement'] as const

/** Makes Facebook list the Pages of a business portfolio. */
const FOR_PORTFOLIOS = 'business_management'

export const ASKED: readonly string[] = [...NEEDED, ...FOR_CONTENT, FOR_PORTFOLIOS]

export type Missing = {
  readonly needed: readonly string[]
  readonly forContent: readonly string[]
  /** All of them, in the order in which they were asked for. */
  readonly all: readonly string[]
}

/** What was asked for and not granted. */
export function missingOf(granted: readonly string[]): Missing {
  const isMissing = (scope: string) => !granted.includes(scope)
  return { needed: NEEDED.filter(isMissing), forContent: FOR_CONTENT.filter(isMissing), all: ASKED.filter(isMissing) }
}
