import { quantiles } from '../quantiles.ts'
import type { Box } from './box.ts'

/** One list of a certain length: how long a page of it takes, at its beginning and far within. */
export type ListFigure = {
  readonly list: string
  readonly length: number
  readonly limit: number
  readonly firstPageMs: number
  readonly deepPageMs: number
}

const LENGTHS = { conversations: [100, 10_000], comments: [100, 5_000] }
const LIMITS = [25, 100]
const LOOKS = 30

/** A page of a list must cost by its own length, not by that of the list: each is asked when the list is short and when it is long. */
export async function benchLists(box: Box): Promise<ListFigure[]> {
  // Facebook allows two looks at conversations a second.
  await box.control('settings', { conversation_calls_per_second: 1_000_000 }, 'PATCH')
  const page = box.env['PAGE_ID'] ?? ''
  const figures: ListFigure[] = []
  let people = 0
  for (const length of LENGTHS.conversations) {
    for (; people < length; people += 1) {
      const person = await box.control('people', { name: `Person ${people}` })
      await box.control('messages', { page_id: page, person_id: person['id'], text: `Message of ${people}` })
    }
    figures.push(...(await looks(box, { list: 'conversations', length, path: `/v26.0/${page}/conversations?fields=id,updated_time` })))
  }
  const postId = box.env['POST_ID'] ?? ''
  let comments = 0
  for (const length of LENGTHS.comments) {
    for (; comments < length; comments += 1) {
      await box.control('comments', { object_id: postId, person_id: box.env['PSID'], message: `Comment ${comments}` })
    }
    figures.push(...(await looks(box, { list: 'comments', length, path: `/v26.0/${postId}/comments?fields=id,message` })))
  }
  return figures
}

async function looks(box: Box, of: { list: string; length: number; path: string }): Promise<ListFigure[]> {
  const figures: ListFigure[] = []
  for (const limit of LIMITS) {
    const first = `${of.path}&limit=${limit}`
    const deep = `${first}&after=${await cursorAfter(box, of)}`
    figures.push({ list: of.list, length: of.length, limit, firstPageMs: await middle(box, first), deepPageMs: await middle(box, deep) })
  }
  return figures
}

/** Walks until half of the list lies behind; gives the cursor to go on from there. */
async function cursorAfter(box: Box, { path, length }: { path: string; length: number }): Promise<string> {
  const distance = length / 2
  const step = Math.min(100, distance)
  let after = ''
  for (let walked = 0; walked < distance; walked += step) {
    const { paging } = (await box.graph(`${path}&limit=${step}&after=${after}`, token(box))) as { paging?: { cursors: { after: string } } }
    after = paging?.cursors.after ?? after
  }
  return after
}

async function middle(box: Box, path: string): Promise<number> {
  const times: number[] = []
  for (let look = 0; look < LOOKS; look += 1) {
    const begin = performance.now()
    await box.graph(path, token(box))
    times.push(performance.now() - begin)
  }
  return quantiles(times).p50Ms
}

function token(box: Box): { token: string } {
  return { token: box.env['PAGE_TOKEN'] ?? '' }
}
