import type { Post } from '../../api/types.ts'

/** Why a post is not shown, and what can be done. */
export function postReasonWords({ state, refusal }: Pick<Post, 'state' | 'refusal'>): string {
  if (state === 'asked') {
    return 'Pagedesk asks Facebook for this post.'
  }
  switch (refusal?.reason) {
    case 'permission-missing':
      return `This post is not available to us: Facebook wants a permission that this Page’s login lacks. An administrator can reconnect the Page. (${codesOf(refusal)})`
    case 'gone':
      return `This post is not available to us: Facebook does not give it, for example because it was deleted or is an ad’s. (${codesOf(refusal)})`
    case undefined:
      return ''
  }
}

function codesOf({ code, subcode }: NonNullable<Post['refusal']>): string {
  return subcode === null ? `Facebook ${code}` : `Facebook ${code}/${subcode}`
}
