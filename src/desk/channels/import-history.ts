import type { ChannelOfWorkspace } from '#domain/channels/channel.ts'
import type { ImportEnd } from '#domain/channels/history-import.ts'
import { subjectKey } from '#domain/conversations/subject.ts'
import { stillWaits } from '#domain/conversations/still-waits.ts'
import type { Fact } from '#domain/facts/fact.ts'
import { deleteImport, findImport, goesBefore, lockImport, saveImport, type HistoryImport } from '#storage/channel-imports.ts'
import type { Db, Tx } from '#storage/database.ts'
import { machineTime } from '../desk-clock.ts'
import type { Desk } from '../desk.ts'
import { takeIn } from '../intake/take-in.ts'
import { NotToldYetError } from '../not-told-yet.ts'
import { tellChannelChanged } from './mark-problem.ts'
import { counted, notHeard } from './not-heard.ts'
import { noteHistory } from './note-history.ts'
import { takeStep, type Errand, type SaidPorts, type ToldPage } from './said-walk.ts'

/** Where so much of what the network lets us ask is used up, the next page waits: agents send, and customers write. */
const BUSY_PERCENT = 70
const BUSY_REST_MS = 5 * 60_000

/**
 * Fetches a page of what was said before a channel was connected, takes it in as history, and asks for the next in the same transaction: whoever is killed, or pauses it,
 * goes on at that page. What else is fetched on the channel goes before. Throws `NotToldYetError` where there is no answer for the moment.
 */
export async function importHistory(desk: Desk, ports: SaidPorts, { workspaceId, channelId }: ChannelOfWorkspace): Promise<void> {
  const channel = { workspaceId, channelId }
  const { isRepaired, pausedUntil } = await goesBefore(desk.db, channel)
  if (isRepaired || (pausedUntil && pausedUntil > desk.now())) {
    throw new NotToldYetError(isRepaired ? 'something newer is being fetched' : 'Facebook asked the Page to slow down')
  }
  await takeStep(desk, ports, { channel, errand: importing(desk, channel) })
}

function importing(desk: Desk, channel: ChannelOfWorkspace): Errand<HistoryImport> {
  let restMs = 0
  return {
    find: (db) => unpaused(findImport, db, channel),
    lock: (tx) => unpaused(lockImport, tx, channel),
    mayBeginAnew: ({ isBegunAnew }) => !isBegunAnew,
    takeIn: async (tx, walk, page) => {
      restMs = (page.usedPercent ?? 0) >= BUSY_PERCENT ? BUSY_REST_MS : 0
      return await takeInHistory(tx, desk, { channel, walk, page })
    },
    save: async (tx, walk, how) => {
      const isNewList = walk.page === undefined && walk.round === 1 && how === 'on'
      const reachedAt = isNewList ? undefined : walk.reachedAt
      await saveImport(tx, channel, { ...walk, reachedAt, isBegunAnew: how === 'anew' || (walk.isBegunAnew && !isNewList) })
      await desk.jobs.importHistory(tx, channel, { afterMs: restMs })
      await tellChannelChanged(tx, channel)
    },
    end: (tx, walk) => endImport(tx, desk, { channel, walk, end: 'complete' }),
  }
}

async function unpaused<D extends Db>(
  find: (db: D, channel: ChannelOfWorkspace) => Promise<HistoryImport | undefined>,
  db: D,
  channel: ChannelOfWorkspace,
): Promise<HistoryImport | undefined> {
  const walk = await find(db, channel)
  return walk?.pausedAt ? undefined : walk
}

type Page = { readonly channel: ChannelOfWorkspace; readonly walk: HistoryImport; readonly page: ToldPage }

/** What was said since the desk hears the channel is for webhooks and repairs to tell; it only says who was answered. */
async function takeInHistory(tx: Tx, desk: Desk, { channel, walk, page }: Page): Promise<HistoryImport | undefined> {
  const before = page.facts.filter((fact) => isBefore(fact, walk.until))
  const missing = await notHeard(tx, channel, before)
  const waiting = waitingIn(
    page.facts.filter((fact) => isBefore(fact, walk.until) || isFromPage(fact)),
    desk.now(),
  )
  const receivedAt = machineTime(desk)
  const taken = await takeIn(
    tx,
    desk,
    missing.map((fact) => ({ fact, receivedAt, isHistory: !waiting.has(fact) })),
  )
  if (taken.some(({ kind }) => kind !== 'taken')) {
    return undefined
  }
  const conversations = new Set(missing.flatMap((fact) => ('thing' in fact && fact.thing === 'message' ? [subjectKey(fact.subject)] : [])))
  return {
    ...walk,
    ...counted(walk, missing),
    conversations: walk.conversations + conversations.size,
    reachedAt: page.reachedAt ?? walk.reachedAt,
  }
}

function isBefore({ time: { own } }: Fact, until: Date): boolean {
  return own !== undefined && own < until
}

function isFromPage(fact: Fact): boolean {
  return fact.act === 'added' && fact.author.kind === 'page'
}

/** Nobody waits in public: what is said there has no window, and stands where everybody saw it. */
function waitingIn(facts: readonly Fact[], now: Date): ReadonlySet<Fact> {
  const inPrivate = facts.flatMap((fact) => ('thing' in fact && fact.thing === 'message' ? [{ fact, key: subjectKey(fact.subject) }] : []))
  const conversations = Map.groupBy(inPrivate, ({ key }) => key)
  return new Set(
    [...conversations.values()].flatMap((said) => [
      ...stillWaits(
        said.map(({ fact }) => fact),
        now,
      ),
    ]),
  )
}

type Ending = {
  readonly channel: ChannelOfWorkspace
  readonly walk: HistoryImport
  readonly end: ImportEnd
  /** Who stopped it, as they are called now. */
  readonly by?: string
}

/** It is over: what was imported stays, and the channel's history says how much that is. */
export async function endImport(tx: Tx, desk: Desk, { channel, walk, end, by }: Ending): Promise<void> {
  const { days, conversations, messages, comments, posts, untold, unread } = walk
  await deleteImport(tx, channel)
  const detail = { days, conversations, messages, comments, posts, untold, unread, end, ...(by === undefined ? {} : { by }) }
  await noteHistory(tx, desk, { ...channel, what: 'history-imported', detail })
  await tellChannelChanged(tx, channel)
}
