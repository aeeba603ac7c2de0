import { connectChannel } from '#desk/channels/connect-channel.ts'
import type { Actor } from '#desk/desk.ts'
import type { ImportDays } from '#domain/channels/history-import.ts'
import type { ChannelProblem } from '#domain/channels/channel-problem.ts'
import { DeskError } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import { noteGap } from '#storage/channel-repairs.ts'
import { holdingsOf } from '#storage/channel-routes.ts'
import { channelKeyContext } from '#storage/secrets.ts'
import type { GraphToken } from '../graph/graph.ts'
import type { GraphAnswer } from '../graph/graph-answer.ts'
import { inspectToken, type TokenFacts } from '../graph/tokens.ts'
import { subscribePage, unsubscribePage } from '../subscribe.ts'
import type { FacebookApp } from './facebook-app.ts'
import { graphProblem } from './graph-problem.ts'
import type { LivingAuthorisation } from './living.ts'
import type { PersonPage } from './person-pages.ts'
import { missingOf } from './scopes.ts'
import { type Eligibility, eligibilityOf } from './show-authorisation.ts'

export type Walk = { readonly actor: Actor; readonly authorisation: LivingAuthorisation; readonly historyDays: ImportDays | undefined }
type KeyedPage = PersonPage & { readonly key: GraphToken }

/**
 * Makes one Page a channel, or leaves nothing behind and throws a `DeskError` that says why. The key is looked at and
 * used once as the Page, the Page's webhooks are asked for, and only then the channel is written, in one transaction.
 */
export async function connectPage(app: FacebookApp, walk: Walk, page: PersonPage): Promise<ChannelId> {
  const holding = (await holdingsOf(app.desk.db, walk.actor.workspaceId, { kind: 'facebook', externalIds: [page.id] })).get(page.id)
  const eligibility = eligibilityOf(page, holding)
  if (eligibility.kind !== 'eligible' || !hasKey(page)) {
    throw notEligible(eligibility)
  }
  const facts = await speakAs(app, page)
  if (facts.kind !== 'ok') {
    throw graphProblem(facts)
  }
  try {
    // Whether Facebook told everything until now nobody knows.
    await (holding?.kind === 'here'
      ? noteGap(app.desk.db, { workspaceId: walk.actor.workspaceId, channelId: holding.channelId })
      : undefined)
    const toldSince = app.desk.now()
    const subscribed = await subscribePage(app.graph, page.id, page.key)
    if (subscribed.kind !== 'ok') {
      throw graphProblem(subscribed)
    }
    return await write(app, walk, { page, facts: facts.body, toldSince })
  } catch (error) {
    await takeBack(app, walk, page)
    throw error
  }
}

function hasKey(page: PersonPage): page is KeyedPage {
  return page.key !== undefined
}

function notEligible({ kind }: Eligibility): DeskError {
  switch (kind) {
    case 'held-elsewhere':
      return new DeskError('page-held-elsewhere', 'This Page is connected in another workspace of this desk.')
    case 'not-published':
      return new DeskError('page-not-eligible', 'This Page is not published. Publish it on Facebook, then connect it.')
    case 'not-administered':
      return new DeskError('page-not-eligible', 'You need full control of this Page on Facebook. Someone who has it can connect the Page.')
    case 'eligible':
      return new DeskError(
        'facebook-refused',
        'Facebook gave no key for this Page. Start again, press Edit settings in Facebook’s window and tick the Page.',
      )
  }
}

/** Is the key alive and until when, and does it really speak for this Page? */
async function speakAs(app: FacebookApp, page: KeyedPage): Promise<GraphAnswer<TokenFacts>> {
  const facts = await inspectToken(app.graph, page.key)
  if (facts.kind !== 'ok') {
    return facts
  }
  const me = await app.graph.call({ method: 'GET', path: ['me'], token: page.key, params: { fields: 'id,name' } })
  if (me.kind !== 'ok') {
    return me
  }
  return facts.body.isValid && me.body['id'] === page.id ? facts : { kind: 'no-answer', reason: 'unreadable', status: 200 }
}

async function write(
  app: FacebookApp,
  { actor, authorisation, historyDays }: Walk,
  found: { page: KeyedPage; facts: TokenFacts; toldSince: Date },
): Promise<ChannelId> {
  const { page, facts, toldSince } = found
  const { grant } = authorisation
  return await connectChannel(app.desk, actor, {
    pageId: page.id,
    name: page.name,
    pictureUrl: page.pictureUrl,
    connection: {
      keyValidUntil: facts.expiresAt,
      grantedScopes: grant.scopes,
      person: { id: grant.personId, name: grant.personName },
    },
    toldSince,
    historyDays,
    problems: problemsOf(grant.scopes),
    sealKey: (id) => app.sealer.seal(page.key, channelKeyContext({ workspaceId: actor.workspaceId, id })),
  })
}

/** What the grant does not reach to is told on the channel for as long as it is so. */
function problemsOf(scopes: readonly string[]): ChannelProblem[] {
  return missingOf(scopes).forContent.map((permission) => ({ kind: 'permission-missing', permission }))
}

/**
 * The Page's webhooks are taken back as well as can be, unless the Page is held by somebody now: an earlier connection
 * here, or another workspace that was faster. Should Facebook not answer, the webhooks that still come are ignored.
 */
async function takeBack(app: FacebookApp, { actor }: Walk, page: KeyedPage): Promise<void> {
  const holdings = await holdingsOf(app.desk.db, actor.workspaceId, { kind: 'facebook', externalIds: [page.id] })
  if (!holdings.has(page.id)) {
    await unsubscribePage(app.graph, page.id, page.key)
  }
}
