import { GraphError, oauthError, unsupportedRequest } from '../graph-error.ts'
import { hasTask } from '../login/permissions.ts'
import type { Access, PageAccess } from '../login/tokens.ts'
import type { World } from '../world.ts'
import type { Activity, Comment, Post } from './wall.ts'

const MINUTE = 60_000

/**
 * Reading what stands on a Page's wall: `pages_read_engagement` for posts, `pages_read_user_content` for what people wrote.
 * A user token of one of the Page's people reads posts as well. Throws 10 in the words seen in reports of 2026.
 */
export function canRead(access: Access, pageId: string, needed: 'pages_read_engagement' | 'pages_read_user_content'): void {
  if (access.kind === 'app' || !isOurs(access, pageId)) {
    throw oauthError(
      10,
      `(#10) Object does not exist, cannot be loaded due to missing permission or reviewable feature, or does not support this operation. ${needs(needed)}`,
    )
  }
  if (!access.grant.scopes.includes(needed)) {
    throw oauthError(10, `(#10) ${needs(needed)}`)
  }
}

/** Commenting, editing, hiding, liking, removing: a Page token, `pages_manage_engagement`, the MODERATE task. */
export function canModerate(access: Access, at: { readonly pageId: string; readonly id: string; readonly method: string }): PageAccess {
  if (access.kind !== 'page') {
    // Seen in field notes: what a user token gets for a comment on a Page's post.
    throw oauthError(1705, '(#1705) There was an error posting to this wall')
  }
  if (access.page.id !== at.pageId) {
    throw unsupportedRequest(at.method, at.id)
  }
  if (!access.grant.scopes.includes('pages_manage_engagement') || !hasTask(access, ['MODERATE', 'MANAGE'])) {
    throw notEnough()
  }
  return access
}

/** Whose place an app takes there: the Page's on whose wall it stands, or its own where that names it (unproven, so a setting). */
export function pageAt(world: World, access: Access, { pageId, tags }: Pick<Activity, 'pageId' | 'tags'>): string {
  const isNamed = access.kind === 'page' && tags.some(({ type, id }) => type === 'page' && id === access.page.id)
  return isNamed && world.state.settings.storyComments === 'allowed' ? access.page.id : pageId
}

/** An unpublished Page cannot comment (seen in field notes; the words are unproven). */
export function canComment(access: PageAccess): void {
  if (!access.page.isPublished) {
    throw notEnough()
  }
}

/** Posting as the Page: `pages_manage_posts` and `pages_read_engagement`, the CREATE_CONTENT task. */
export function canPost(access: Access, pageId: string, method: string): PageAccess {
  if (access.kind !== 'page') {
    throw oauthError(200, `(#200) ${POSTING}`)
  }
  if (access.page.id !== pageId) {
    throw unsupportedRequest(method, pageId)
  }
  if (!access.grant.scopes.includes('pages_read_engagement')) {
    throw oauthError(283, '(#283) Requires pages_read_engagement permission to manage the object')
  }
  if (!access.grant.scopes.includes('pages_manage_posts') || !hasTask(access, ['CREATE_CONTENT', 'MANAGE'])) {
    throw oauthError(200, `(#200) ${POSTING}`)
  }
  return access
}

/** A post must not repeat the Page's last one (error handling docs: 506). */
export function refuseRepeatedPost(
  last: Post | undefined,
  wish: { readonly message: string | undefined; readonly link: string | undefined },
): void {
  const isSame = last?.media.length === 0 && last.message === wish.message && last.link === wish.link
  if (isSame && wish.message !== undefined) {
    throw duplicate()
  }
}

/** What the settings refuse of the Page's comments: repeated ones, and too many in a minute. */
export function refuseSpam(world: World, pageId: string, wish: { readonly place: string; readonly message: string | undefined }): void {
  const { settings, wall } = world.state
  if (settings.duplicateComments === 'allowed' && settings.commentsPerMinute === 0) {
    return
  }
  const now = world.clock.now()
  const own = [...wall.comments.values()].filter(({ by }) => by.kind === 'page' && by.pageId === pageId)
  if (settings.commentsPerMinute > 0 && own.filter(({ at }) => at > now - MINUTE).length >= settings.commentsPerMinute) {
    throw tooFast()
  }
  const isRepeated = own.some((comment) => comment.message === wish.message && placeOf(comment) === wish.place)
  if (settings.duplicateComments === 'refused' && wish.message !== undefined && isRepeated) {
    throw duplicate()
  }
}

/** Seen in recorded answers, with these words. */
function duplicate(): GraphError {
  return new GraphError({
    message: '(#506) Duplicate status message',
    type: 'OAuthException',
    code: 506,
    error_subcode: 1455006,
    is_transient: false,
    error_user_title: 'Duplicate Status Update',
    error_user_msg:
      'This status update is identical to the last one you posted. Try posting something different, or delete your previous update.',
  })
}

/** Where a comment stands: the comment it answers, or the post. */
function placeOf(comment: Comment): string {
  return comment.parentId ?? comment.postId
}

function tooFast(): GraphError {
  return oauthError(368, '(#368) The action attempted has been deemed abusive or is otherwise disallowed', 1390008)
}

function notEnough(): GraphError {
  // Seen in a report of June 2026 for a token without pages_manage_engagement.
  return oauthError(200, '(#200) You do not have sufficient permissions to perform this action')
}

const POSTING =
  'If posting to a group, requires app being installed in the group, and either publish_to_groups permission with user token, or both pages_read_engagement and pages_manage_posts permission with page token; If posting to a page, requires both pages_read_engagement and pages_manage_posts as an admin with sufficient administrative permission'

function needs(permission: string): string {
  return `This endpoint requires the '${permission}' permission or the 'Page Public Content Access' feature. Refer to https://developers.facebook.com/docs/apps/review/login-permissions#manage-pages and https://developers.facebook.com/docs/apps/review/feature#reference-PAGES_ACCESS for details.`
}

function isOurs(access: Exclude<Access, { kind: 'app' }>, pageId: string): boolean {
  return access.kind === 'page' ? access.page.id === pageId : access.grant.pageIds.includes(pageId)
}
