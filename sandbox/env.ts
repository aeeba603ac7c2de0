import { personWrites } from './world/messenger/conversations.ts'
import { setRouting } from './world/messenger/handover/routing.ts'
import { saveGrant } from './world/login/grants.ts'
import { psidOf } from './world/ids.ts'
import { PERMISSIONS } from './world/login/scopes.ts'
import { FIRST_PAGE_ID, OWNER_ID } from './world/seed.ts'
import { writeComment } from './world/wall/comments.ts'
import { findPost } from './world/wall/find.ts'
import { SEED_COMMENTER_ID, SEED_POST_ID } from './world/wall/seed-wall.ts'
import { inspectToken, issueUserToken, pageTokenFor } from './world/login/tokens.ts'
import { mainApp, type World } from './world/world.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * Makes the world ready for a client that cannot log in: the owner has granted everything, one customer wrote
 * within the hour and one two days ago. Returns what such a client needs, as environment variables.
 */
export function readyForClients(world: World, url: string): Record<string, string> {
  const app = mainApp(world)
  const page = world.state.pages.get(FIRST_PAGE_ID)
  const [recent, old, never] = [...world.state.people.values()].filter(({ id }) => !page?.roles.has(id))
  if (!page || !recent || !old || !never) {
    throw new Error('--env needs the seeded world; start it without --state or with a fresh file.')
  }
  saveGrant(world, {
    appId: app.id,
    personId: OWNER_ID,
    scopes: Object.keys(PERMISSIONS),
    declined: [],
    pageIds: [...world.state.pages.keys()],
    allPages: true,
  })
  const token = issueUserToken(world, { appId: app.id, personId: OWNER_ID }, 'long')
  const user = inspectToken(world, token)
  if (!('kind' in user) || user.kind !== 'user') {
    throw new Error('The owner of the seeded world cannot log in.')
  }
  // As an administrator would set it for clients written for the Handover Protocol: their app is the Page's main receiver.
  world.state.settings.handover = 'protocol'
  setRouting(world, page, { defaultAppId: app.id, takers: undefined })
  const now = world.clock.now()
  personWrites(world, { page, person: recent, at: now - 20 * MINUTE }, { text: 'Dzień dobry! Is the garden studio open on Saturday? 🌱' })
  personWrites(world, { page, person: old, at: now - 2 * DAY }, { text: 'مرحبا، هل توصلون إلى المنزل؟' })
  return {
    GRAPH_URL: url,
    DIALOG_URL: url,
    APP_ID: app.id,
    APP_SECRET: app.secret,
    VERIFY_TOKEN: app.verifyToken,
    REDIRECT_URI: app.redirectUris[0] ?? '',
    USER_TOKEN: token.value,
    PAGE_TOKEN: pageTokenFor(world, user, page.id).value,
    PAGE_ID: page.id,
    PSID: psidOf(page.id, recent.id),
    OLD_PSID: psidOf(page.id, old.id),
    BAD_PSID: psidOf(page.id, never.id),
    ...wallForClients(world),
  }
}

/** A post of the Page, and a fresh comment there by a customer who may still be answered privately. */
function wallForClients(world: World): Record<string, string> {
  const post = findPost(world, SEED_POST_ID)
  if (!post) {
    return {}
  }
  const by = { kind: 'person', personId: SEED_COMMENTER_ID } as const
  const message = 'Do you deliver dahlias to Cardiff?'
  return { POST_ID: post.id, COMMENT_ID: writeComment(world, { on: post, by, message, at: world.clock.now() - 10 * MINUTE }).id }
}
