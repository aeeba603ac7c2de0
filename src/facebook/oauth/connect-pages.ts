import { forgetAuthorisation } from '#desk/channels/forget-authorisations.ts'
import type { Actor } from '#desk/desk.ts'
import { requireExtension } from '#desk/extensions/require-extension.ts'
import type { ImportDays } from '#domain/channels/history-import.ts'
import { DeskError, type DeskErrorCode } from '#domain/errors.ts'
import type { ChannelId } from '#domain/ids.ts'
import { missingAtApp, subscribeApp, webhookAddress } from '../subscribe.ts'
import { connectPage, type Walk } from './connect-page.ts'
import type { FacebookApp } from './facebook-app.ts'
import { noteGap } from '#storage/channel-repairs.ts'
import { graphProblem } from './graph-problem.ts'
import { requireLiving } from './living.ts'
import { personPages, type PersonPage } from './person-pages.ts'

export type Connected = { readonly channelIds: readonly ChannelId[]; readonly refusals: readonly PageRefusal[] }
type PageRefusal = { readonly pageId: string; readonly name: string; readonly code: DeskErrorCode; readonly title: string }

/** How many Pages are talked about with Facebook at a time. */
const AT_ONCE = 4

/**
 * Connects the ticked Pages, each for itself. The ticks are wishes: what may be connected is decided by the person's own
 * list, fetched anew. The authorisation ends here, unless Facebook was away: then the same ticks can be confirmed again.
 */
export async function connectPages(
  app: FacebookApp,
  actor: Actor,
  wish: { readonly authorisationId: string; readonly pageIds: readonly string[]; readonly historyDays: ImportDays | undefined },
): Promise<Connected> {
  const authorisation = await requireLiving(app, actor, wish.authorisationId)
  await requireExtension(app.desk.db, actor.workspaceId, 'facebook')
  const listed = await personPages(app.graph, authorisation.userKey, { withKeys: true })
  if (listed.kind !== 'ok') {
    throw graphProblem(listed)
  }
  const callback = { url: webhookAddress(app.publicUrl), verifyToken: app.verifyToken }
  const missing = await missingAtApp(app.graph, callback)
  if (missing.kind !== 'ok') {
    throw graphProblem(missing)
  }
  if (missing.body.missing.length > 0) {
    // Of no Page that is connected already everything was told.
    await noteGap(app.desk.db, 'all')
    const subscribed = await subscribeApp(app.graph, callback)
    if (subscribed.kind !== 'ok') {
      throw graphProblem(subscribed)
    }
  }
  const pages = new Map<string, PersonPage>(listed.body.map((page) => [page.id, page]))
  const results: Result[] = []
  const wanted = [...new Set(wish.pageIds)]
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const some = wanted
      .slice(at, at + AT_ONCE)
      .map((pageId) => tryPage(app, { actor, authorisation, historyDays: wish.historyDays }, { pageId, page: pages.get(pageId) }))
    results.push(...(await Promise.all(some)))
  }
  const connected = { channelIds: results.flatMap(connectedId), refusals: results.flatMap(refusal) }
  if (!connected.refusals.some(({ code }) => code === 'facebook-unreachable')) {
    await forgetAuthorisation(app.desk, authorisation)
  }
  return connected
}

type Result = { readonly kind: 'connected'; readonly channelId: ChannelId } | ({ readonly kind: 'refused' } & PageRefusal)

async function tryPage(app: FacebookApp, walk: Walk, { pageId, page }: { pageId: string; page: PersonPage | undefined }): Promise<Result> {
  if (!page) {
    const title = 'This Page was not ticked in Facebook’s window. Start again, press Edit settings there and tick it.'
    return { kind: 'refused', pageId, name: pageId, code: 'page-not-eligible', title }
  }
  try {
    return { kind: 'connected', channelId: await connectPage(app, walk, page) }
  } catch (error) {
    // A refusal of one Page is an outcome and leaves its neighbours alone; a fault of ours ends the whole command.
    if (!(error instanceof DeskError)) {
      throw error
    }
    return { kind: 'refused', pageId, name: page.name, code: error.code, title: error.message }
  }
}

function connectedId(result: Result): ChannelId[] {
  return result.kind === 'connected' ? [result.channelId] : []
}

function refusal(result: Result): PageRefusal[] {
  if (result.kind !== 'refused') {
    return []
  }
  const { pageId, name, code, title } = result
  return [{ pageId, name, code, title }]
}
