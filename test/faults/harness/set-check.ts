import { setTimeout } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { ConnectedDesk } from '#test/connected-desk.ts'
import { openEventEar, type EventEar } from './event-ear.ts'
import type { Load } from './load.ts'

/** One promise, and what is wrong with it; undefined when it was kept. */
export type Promised = { readonly name: string; readonly fault: string | undefined }

type Said = { readonly text: string | null; readonly direction: 'in' | 'out'; readonly state: string | null }

const PATIENCE_MS = 90_000
const UNDER_WAY = new Set(['queued', 'sending'])
const TAKEN = new Set(['sent', 'delivered', 'read'])

/** When the load is over and all has settled: is everything that was promised there, once, in order, and told? */
export async function checkSets(desk: ConnectedDesk, load: Load, ear: EventEar): Promise<Promised[]> {
  const talks = await settled(desk, load)
  const sent = new Map<string, string[]>()
  for (const person of load.replied.keys()) {
    sent.set(
      person,
      (await desk.conversation(person)).filter(({ from }) => from === 'page').map(({ text }) => text),
    )
  }
  return [
    { name: 'every acknowledged message is there once, in the order of Facebook', fault: findMissing(load, talks) },
    { name: 'no reply reached a customer twice, nor before an earlier one', fault: findRepeated(load, sent) },
    { name: 'the desk tells the truth of each reply', fault: findUntrue(load, talks, sent) },
    { name: 'the open screen heard every event once', fault: await findUnheard(desk, ear) },
    { name: 'nobody got an answer but "done" or "later"', fault: load.surprises[0] },
  ]
}

/** All conversations of the desk, once nothing is under way any more. */
async function settled(desk: ConnectedDesk, load: Load): Promise<Said[][]> {
  const written = [...load.acknowledged.values()].flat().length
  for (const began = performance.now(); ; await setTimeout(500)) {
    const talks = await readTalks(desk)
    const all = talks.flat()
    const isSettled =
      all.every(({ state }) => !UNDER_WAY.has(state ?? '')) && all.filter(({ text }) => text?.includes(' writes ')).length >= written
    if ((isSettled && (await desk.undelivered()) === 0) || performance.now() - began > PATIENCE_MS) {
      return talks
    }
  }
}

async function readTalks(desk: ConnectedDesk): Promise<Said[][]> {
  const { tickets } = (await desk.api('GET /tickets?limit=100')) as { tickets: { id: string }[] }
  return await Promise.all(tickets.map(({ id }) => readTalk(desk, id)))
}

async function readTalk(desk: ConnectedDesk, ticketId: string): Promise<Said[]> {
  const said: Said[] = []
  for (let cursor = ''; ;) {
    const page = (await desk.api(`GET /tickets/${ticketId}/messages?limit=200${cursor}`)) as {
      messages: Said[]
      previousCursor: string | null
    }
    said.unshift(...page.messages)
    if (page.previousCursor === null) {
      return said
    }
    cursor = `&cursor=${page.previousCursor}`
  }
}

function findMissing(load: Load, talks: readonly Said[][]): string | undefined {
  for (const [customer, texts] of load.acknowledged) {
    const there = talks.flat().flatMap(({ text }) => (text?.startsWith(`${customer} writes `) ? [text] : []))
    if (!isDeepStrictEqual(there, texts)) {
      const missing = texts.filter((text) => !there.includes(text))
      return `${customer}: ${texts.length} acknowledged, ${there.length} there; missing ${missing.slice(0, 5).join(', ') || 'none, but in another order'}`
    }
  }
  return undefined
}

function findRepeated(load: Load, sent: ReadonlyMap<string, readonly string[]>): string | undefined {
  for (const [person, texts] of load.replied) {
    const inFacebook = sent.get(person) ?? []
    const twice = inFacebook.find((text, place) => inFacebook.indexOf(text) !== place)
    if (twice !== undefined) {
      return `${person} got "${twice}" twice`
    }
    if (
      !isDeepStrictEqual(
        inFacebook,
        texts.filter((text) => inFacebook.includes(text)),
      )
    ) {
      return `${person} got replies in another order`
    }
  }
  return undefined
}

/** Taken by Facebook means sent; anything else was never told as sent. */
function findUntrue(load: Load, talks: readonly Said[][], sent: ReadonlyMap<string, readonly string[]>): string | undefined {
  const out = talks.flat().filter(({ direction }) => direction === 'out')
  const told = [...load.replied.values()].flat()
  const lost = told.filter((text) => !out.some((message) => message.text === text))
  if (lost.length > 0) {
    return `replies that were taken are gone: ${lost.slice(0, 5).join(', ')}`
  }
  const inFacebook = new Set([...sent.values()].flat())
  const untrue = out.filter(({ text, state }) => (inFacebook.has(text ?? '') ? !TAKEN.has(state ?? '') : state !== 'unconfirmed'))
  return untrue.length > 0
    ? untrue
        .slice(0, 5)
        .map(({ text, state }) => `"${text}" is told as ${state}`)
        .join(', ')
    : undefined
}

/** A screen that asks from the same beginning is told everything again: the two must be the same, up to what the first had heard by now. */
async function findUnheard(desk: ConnectedDesk, ear: EventEar): Promise<string | undefined> {
  const first = ear.firstCursor()
  const heard = ear.heard.map(({ cursor }) => cursor)
  const last = heard.at(-1)
  if (first === undefined || last === undefined) {
    return 'it heard nothing at all'
  }
  if (ear.resets() > 0) {
    return 'the desk asked it to fetch everything again, though nothing was lost'
  }
  const again = openEventEar(desk, first)
  try {
    for (const began = performance.now(); performance.now() - began < PATIENCE_MS; await setTimeout(100)) {
      if (again.heard.some(({ cursor }) => cursor === last)) {
        break
      }
    }
  } finally {
    await again.stop()
  }
  const told = again.heard.map(({ cursor }) => cursor)
  return wordsOfDifference(heard, told.slice(0, told.indexOf(last) + 1))
}

function wordsOfDifference(heard: readonly string[], told: readonly string[]): string | undefined {
  if (isDeepStrictEqual(heard, told)) {
    return undefined
  }
  const twice = heard.filter((cursor, place) => heard.indexOf(cursor) !== place)
  const missed = told.filter((cursor) => !heard.includes(cursor))
  const strange = heard.filter((cursor) => !told.includes(cursor))
  return `it heard ${heard.length} events of ${told.length}; twice ${firstOf(twice)}, missed ${firstOf(missed)}, not told again ${firstOf(strange)}`
}

function firstOf(cursors: readonly string[]): string {
  return cursors.slice(0, 5).join(', ') || 'none'
}
