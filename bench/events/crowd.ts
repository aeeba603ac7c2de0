import { openDatabase } from '#storage/database.ts'
import { openClient } from '../client.ts'
import { benchRequest } from '../intake/body.ts'
import { get, probeTicket } from '../probe.ts'
import { commentsBody, EVENT_PAGES, textBody } from './bodies.ts'

type CrowdTask = { readonly port: number; readonly cookie: string; readonly url: string }
/** All in milliseconds from when the delivery of the comments was sent; `otherVisibleMs`: the longest that a message of another Page took from its 200. */
export type CrowdAnswer = {
  readonly comments: number
  readonly acknowledgedMs: number
  readonly readMs: number
  readonly otherVisibleMs: number
  readonly otherMessages: number
}

const COMMENTS = 1000
const PERSON = 900_000
const [CROWDED, OTHER] = EVENT_PAGES

const { port, cookie, url } = JSON.parse(process.argv[2] ?? '{}') as CrowdTask
process.send?.(await measure())

/** One delivery of Facebook brings up to 1,000 changes (Graph API docs, webhooks, 2026-06). Messages of another Page come one after another until it is read. */
async function measure(): Promise<CrowdAnswer> {
  const api = `http://127.0.0.1:${port}/api/v1`
  const database = openDatabase({ url, onIdleError: () => undefined })
  const crowd = await openClient(port)
  const other = await openClient(port)
  await accepted(other.send(benchRequest(textBody({ page: OTHER, person: PERSON, mid: 'm_first', at: Date.now() }))))
  const ticketId = await probeTicket(api, { cookie, person: PERSON })

  const begin = performance.now()
  const acknowledged = accepted(crowd.send(benchRequest(commentsBody(CROWDED, COMMENTS)))).then(() => performance.now() - begin)
  let [readMs, otherVisibleMs, otherMessages] = [Infinity, 0, 0]
  while (readMs === Infinity) {
    const text = `message ${otherMessages}`
    await accepted(other.send(benchRequest(textBody({ page: OTHER, person: PERSON, mid: `m_${text}`, text, at: Date.now() }))))
    const sentAt = performance.now()
    await seen(`${api}/tickets/${ticketId}/messages?limit=5`, text)
    otherVisibleMs = Math.max(otherVisibleMs, performance.now() - sentAt)
    otherMessages += 1
    const { count } = await database.db
      .selectFrom('entries')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('thing', '=', 'comment')
      .executeTakeFirstOrThrow()
    readMs = count === COMMENTS ? performance.now() - begin : Infinity
  }
  const acknowledgedMs = await acknowledged
  crowd.close()
  other.close()
  await database.close()
  return {
    comments: COMMENTS,
    acknowledgedMs: Math.round(acknowledgedMs),
    readMs: Math.round(readMs),
    otherVisibleMs: Math.round(otherVisibleMs),
    otherMessages,
  }
}

async function accepted(answer: Promise<number>): Promise<void> {
  const status = await answer
  if (status !== 200) {
    throw new Error(`The desk answered a delivery with ${status}.`)
  }
}

async function seen(address: string, text: string): Promise<void> {
  for (;;) {
    const { messages } = await get<{ messages: { text?: string }[] }>(address, cookie)
    if (messages.some((message) => message.text === text)) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
