import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { FULL_PAGE } from '#test/cast.ts'
import { picture } from '#test/pictures.ts'
import { CUSTOMERS, openWholeDesk } from '#test/whole-desk.ts'

type Answer = { readonly id: string; readonly message: string; readonly parent_id: string | null; readonly media: unknown }

test(
  'killed between the picture and the reply, and again while Facebook is asked, the desk posts it once, whole',
  { timeout: 120_000 },
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
    await expect
      .poll(async () => (await lines()).at(-1), { timeout: 60_000 })
      .toMatchObject({ state: 'sent', parts: [{ id, state: 'kept' }] })
    await desk.delivered()
    expect(await lines()).toHaveLength(2)
    const { posts } = await desk.sandbox.control<{ posts: { comments: Answer[] }[] }>('GET', `wall/${FULL_PAGE}`)
    const answers = posts.flatMap(({ comments }) => comments).filter(({ parent_id }) => parent_id === comment.id)
    expect(answers).toMatchObject([{ message: '', media: { width: 800, height: 600 } }])
  },
)
