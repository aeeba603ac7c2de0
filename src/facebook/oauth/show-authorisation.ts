import type { Actor } from '#desk/desk.ts'
import { pageEligibility, type PageEligibility } from '#domain/channels/page-eligibility.ts'
import type { ChannelId } from '#domain/ids.ts'
import { type Holding, holdingsOf } from '#storage/channel-routes.ts'
import { pagesOfPersonBeside } from '#storage/facebook-connections.ts'
import type { FacebookApp } from './facebook-app.ts'
import { graphProblem } from './graph-problem.ts'
import { requireLiving } from './living.ts'
import { personPages, type PersonPage } from './person-pages.ts'
import { missingOf } from './scopes.ts'

export type ShownAuthorisation = {
  readonly id: string
  readonly personName: string
  readonly expiresAt: Date
  /** Asked for and not granted. What cannot be done without was refused when the person came back. */
  readonly missingPermissions: readonly string[]
  readonly pages: readonly ShownPage[]
  /** Channels of Pages that this person connected before and did not allow this time. */
  readonly cutOff: readonly { readonly id: string; readonly name: string }[]
}

type ShownPage = Pick<PersonPage, 'id' | 'name' | 'category' | 'pictureUrl'> & {
  readonly eligibility: Eligibility
  readonly channelId: ChannelId | undefined
}

export type Eligibility = PageEligibility | { readonly kind: 'held-elsewhere' }

/** The person's Pages as Facebook lists them now, each with whether it can be connected. Throws when Facebook does not tell them all. */
export async function showAuthorisation(app: FacebookApp, actor: Actor, id: string): Promise<ShownAuthorisation> {
  const authorisation = await requireLiving(app, actor, id)
  const listed = await personPages(app.graph, authorisation.userKey, { withKeys: false })
  if (listed.kind !== 'ok') {
    throw graphProblem(listed)
  }
  const { workspaceId } = actor
  const { personId, personName, scopes } = authorisation.grant
  const pageIds = listed.body.map((page) => page.id)
  const holdings = await holdingsOf(app.desk.db, workspaceId, { kind: 'facebook', externalIds: pageIds })
  return {
    id: authorisation.id,
    personName,
    expiresAt: authorisation.expiresAt,
    missingPermissions: missingOf(scopes).all,
    pages: listed.body.map((page) => shown(page, holdings.get(page.id))),
    cutOff: await pagesOfPersonBeside(app.desk.db, { workspaceId, personId }, pageIds),
  }
}

/** What the person may not do is said first; who else holds the Page is never said. */
export function eligibilityOf(page: PersonPage, holding: Holding | undefined): Eligibility {
  const eligibility = pageEligibility(page)
  return eligibility.kind === 'eligible' && holding?.kind === 'elsewhere' ? { kind: 'held-elsewhere' } : eligibility
}

function shown(page: PersonPage, holding: Holding | undefined): ShownPage {
  const { id, name, category, pictureUrl } = page
  const channelId = holding?.kind === 'here' ? holding.channelId : undefined
  return { id, name, category, pictureUrl, eligibility: eligibilityOf(page, holding), channelId }
}
