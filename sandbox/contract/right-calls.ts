import { readFileSync } from 'node:fs'
import type { Box } from './box.ts'
import { openFiles } from './files.ts'
import { env, graph } from './graph.ts'

const BODY = { type: 'BODY', text: 'Your order {{1}} has left our garden.', example: { body_text: [['4711']] } }

/** Ids of one thing of every kind, by its name in `NODES`. */
export type Ids = Readonly<Record<string, string>>

/** Makes one thing of every kind that can be made. */
export async function oneOfEach(box: Box): Promise<Ids> {
  const it = (name: string) => env(box, name)
  const page = it('PAGE_ID')
  const made = async (path: string, body: unknown) => (await graph(box, path, { token: it('PAGE_TOKEN'), body })).body
  const idOf = async (path: string, body: unknown) => String((await made(path, body))['id'])
  const photoPost = await box.control('posts', { page_id: page, kind: 'photo', message: 'Dahlias' })
  const filmPost = await box.control('posts', { page_id: page, kind: 'video', message: 'A film' })
  const mediaOf = (post: Record<string, unknown>) => String((post['media'] as { id?: string }[] | undefined)?.[0]?.id)
  const review = await box.control('ratings', { page_id: page, person_id: it('PSID'), review_text: 'Kind people' })
  const business = await box.control('businesses', { name: 'Morawska', page_ids: [page] })
  const sent = await made('/me/messages', { recipient: { id: it('PSID') }, messaging_type: 'RESPONSE', message: { text: 'Hello' } })
  const label = await idOf('/me/custom_labels', { page_label_name: 'VIP' })
  const threads = (await graph(box, '/me/conversations', { token: it('PAGE_TOKEN') })).body['data'] as { id: string }[]
  const user = (await graph(box, '/me', { token: it('USER_TOKEN') })).body['id']
  const appToken = `${it('APP_ID')}|${it('APP_SECRET')}`
  const packs = (await graph(box, '/sticker_packs', { token: appToken })).body['data'] as { id: string }[]
  const files = await openFiles()
  const persona = await idOf('/me/personas', { name: 'Ada', profile_picture_url: files.url('/logo.png') })
  await files.close()
  return {
    page,
    psid: it('PSID'),
    app: it('APP_ID'),
    user: String(user),
    business: String(business['id']),
    post: it('POST_ID'),
    story: String(review['id']),
    comment: it('COMMENT_ID'),
    photo: mediaOf(photoPost),
    video: mediaOf(filmPost),
    persona,
    message_template: await idOf('/me/message_templates', { name: 'order', language: 'en', category: 'UTILITY', components: [BODY] }),
    sticker_pack: String(packs[0]?.id),
    conversation: String(threads[0]?.id),
    message: String(sent['message_id']),
    label,
  }
}

type RightControl = readonly [method: string, path: string, body: Record<string, unknown>]

/** Bodies that are right, by the edge that reads them (`''` is the node itself, `other` all that is not named). */
export function rightBodies(ids: Ids): Readonly<Record<string, readonly Record<string, unknown>[]>> {
  return filled('right-calls.json', ids) as Record<string, Record<string, unknown>[]>
}

/** Every control with a body that is right. */
export async function rightControls(box: Box, ids: Ids): Promise<RightControl[]> {
  const message = await box.control('messages', { page_id: ids['page'], person_id: ids['psid'], text: 'hi' })
  const file = await box.control('media?name=x.png', 'bytes')
  const controls = filled('right-controls.json', { ...ids, mid: String(message['mid']), media: String(file['media_id']) })
  return [...(controls as RightControl[]), ['PATCH', 'settings', await box.control('settings')]]
}

/** A file beside this one, with an id of the world for each `$kind` in it. */
function filled(name: string, ids: Ids): unknown {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8')
  return JSON.parse(text.replaceAll(/\$(\w+)/g, (_all, kind: string) => String(ids[kind])))
}
