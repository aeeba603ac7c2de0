import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBox } from './box.ts'
import { env, graph } from './graph.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wall-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a wall, its likes, files and schedule survive a restart', async () => {
  const stateFile = join(folder, 'state.json')
  const first = await openBox({ stateFile })
  const pageId = env(first, 'PAGE_ID')
  const token = env(first, 'PAGE_TOKEN')
  const commentId = env(first, 'COMMENT_ID')
  await graph(first, `/${commentId}/likes`, { token, body: {} })
  const at = Math.floor(Date.now() / 1000) + 3600
  await graph(first, `/${pageId}/feed`, { token, body: { message: 'later', published: false, scheduled_publish_time: at } })
  const before = await first.control(`wall/${pageId}`)
  await first.close()

  const second = await openBox({ stateFile })
  const plain = (wall: unknown) => JSON.stringify(wall).replace(/\?oh=[^"]+/g, '')
  const kept = await second.control(`wall/${pageId}`)
  const written = new Set((before['posts'] as { id: string }[]).map(({ id }) => id))
  expect(written.size).toBe(4)
  expect((kept['posts'] as { id: string }[]).map(({ id }) => id)).toEqual([...written])
  expect(plain(kept)).toContain('"by":"238194675010342","type":"like"')
  await second.control('clock', { advance_ms: 3_601_000 })
  const feed = await graph(second, `/${pageId}/feed?limit=1`, { token })
  expect(feed.body['data']).toMatchObject([{ message: 'later' }])
  await second.close()
})
