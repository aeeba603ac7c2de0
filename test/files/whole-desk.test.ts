import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Line } from '#api/conversation/contract.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { cameraJpeg } from '#test/pictures.ts'
import { CUSTOMERS, openWholeDesk } from '#test/whole-desk.ts'

const [PERSON = ''] = CUSTOMERS
type Part = { readonly part: string; readonly state?: string; readonly url?: string; readonly previewUrl?: string }

test(
  'a picture that a customer sends is shown by the desk, and so are faces: nothing leads a browser to Facebook',
  { timeout: 120_000 },
  async () => {
    const desk = await openWholeDesk()
    const upload = await fetch(`${desk.sandbox.url}/sandbox/media?name=holiday.jpg`, {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg' },
      body: new Uint8Array(await cameraJpeg()),
    })
    const { media_id } = (await upload.json()) as { media_id: string }
    const attachments = [{ type: 'image', media_id }]
    await desk.sandbox.control('POST', 'messages', { page_id: FULL_PAGE, person_id: PERSON, text: 'Look', attachments })
    await desk.delivered()

    const told = async () => {
      const { tickets } = await desk.api('GET /tickets')
      const [ticket] = tickets
      const { messages }: { messages: Line[] } = await desk.api(`GET /tickets/${ticket.id}/messages`)
      const parts = messages.flatMap((line): readonly Part[] => ('parts' in line ? (line.parts as readonly Part[]) : []))
      return {
        tickets,
        messages,
        parts,
        face: ticket.client.pictureUrl as string | null,
        channels: (await desk.api('GET /channels')).channels,
      }
    }
    await expect.poll(async () => (await told()).parts.map(({ state }) => state), { timeout: 30_000 }).toEqual(['kept'])
    await expect.poll(async () => (await told()).face, { timeout: 30_000 }).toMatch(/^\/api\/v1\/files\//)
    await expect.poll(async () => (await told()).channels[0].pictureUrl, { timeout: 30_000 }).toMatch(/^\/api\/v1\/files\//)

    const all = await told()
    expect(JSON.stringify(all)).not.toContain(desk.sandbox.url)
    const [picture] = all.parts
    for (const path of [picture?.url, picture?.previewUrl, all.face, all.channels[0].pictureUrl]) {
      const answer = await desk.call(`GET ${String(path).replace('/api/v1', '')}`)
      expect([path, answer.status, answer.headers.get('content-type')?.split('/')[0]]).toEqual([path, 200, 'image'])
      expect(Buffer.from(await answer.arrayBuffer()).includes('A secret camera')).toBe(false)
    }
    expect(await readdir(join(desk.dataDir, 'files', 'incoming'))).toEqual([])
  },
)
