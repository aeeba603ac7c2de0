/** A Page as the person who authorised sees it. `tasks` is an open list (Graph `/me/accounts`, SDK v26.0). */
export type OfferedPage = {
  readonly isPublished: boolean
  readonly tasks: readonly string[]
}

export type PageEligibility =
  | { readonly kind: 'eligible' }
  | { readonly kind: 'not-published' }
  | { readonly kind: 'not-administered'; readonly missingTasks: readonly string[] }

/** Full administrative access: the person may manage the Page, write its messages and moderate its comments. */
const NEEDED_TASKS = ['MANAGE', 'MESSAGING', 'MODERATE', 'CREATE_CONTENT'] as const

/** Only a public Page on which the person has full administrative access can be connected. */
export function pageEligibility(page: OfferedPage): PageEligibility {
  const missingTasks = NEEDED_TASKS.filter((task) => !page.tasks.includes(task) && !page.tasks.includes(`PROFILE_PLUS_${task}`))
  if (missingTasks.length > 0) {
    return { kind: 'not-administered', missingTasks }
  }
  return page.isPublished ? { kind: 'eligible' } : { kind: 'not-published' }
}
