import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { FULL_PAGE } from '#test/cast.ts'
import { picture } from '#test/pictures.ts'
import { CUSTOMERS, openWholeDesk } from '#test/whole-desk.ts'

/** Killed after it was noted that Facebook is asked, and before Facebook heard it: nobody knows, and it is not posted a second time. */
const IS_OVER = new Set(['sent', 'unconfirmed', 'failed'])

type Answer = { readonly id: string; readonly message: string; readonly parent_id: string | null; readonly media: unknown }

test(
  'killed between the picture and the reply, and again while Facebook is asked, the desk posts it once, whole, or says that it does not know',
  { timeout: 180_000 },
  async () => {
    const desk = await openWholeDesk()
    const post = await desk.sandbox.control<{ id: string }>('POST', 'posts', { page_id: FULL_PAGE, message: 'New furniture' })
    const wish = { object_id: post.id, person_id: CUSTOMERS[0], message: 'How does it look?' }
    const comment = await desk.sandbox.control<{ id: string }>('POST', 'comments', wish)
    await desk.delivered()
    await expect.poll(async () => (await desk.api('GET /tickets')).tickets.length).toBe(1)
    const [ticket] = (await desk.api('GET /tickets')).tickets
    const bytes = await picture(800, 600).jpeg().toBuffer()
    const upload = await fetch(`${desk.url}/api/v1/tickets/${ticket.id}/files?name=oak.jpg`, {
      method: 'POST',
      headers: { cookie: desk.cookie(), 'content-type': 'image/jpeg' },
      body: new Uint8Array(bytes),
    })
    const { id } = (await upload.json()) as { id: string }

    await desk.kill()
    await desk.start()
    const key = v7()
    const body = { text: '', files: [id] }
    const line = await desk.api(`POST /tickets/${ticket.id}/replies`, { body, key })
    await desk.kill()
    await desk.start()
    expect((await desk.api(`POST /tickets/${ticket.id}/replies`, { body, key })).id).toBe(line.id)

    const lines = async () => (await desk.api(`GET /tickets/${ticket.id}/messages`)).messages
    const onWall = async () => {
      const { posts } = await desk.sandbox.control<{ posts: { comments: Answer[] }[] }>('GET', `wall/${FULL_PAGE}`)
      return posts.flatMap(({ comments }) => comments).filter(({ parent_id }) => parent_id === comment.id)
    }
    const said = async () => ({ state: (await lines()).at(-1)?.state, answers: (await onWall()).length })
    await expect
      .poll(said, { timeout: 90_000 })
      .toSatisfy(({ state, answers }) => answers === (state === 'sent' ? 1 : 0) && IS_OVER.has(state))
    await desk.delivered()
    expect(await lines()).toMatchObject([{}, { parts: [{ id, state: 'kept' }] }])
    expect(await onWall()).toMatchObject((await said()).state === 'sent' ? [{ message: '', media: { width: 800, height: 600 } }] : [])
  },
)
