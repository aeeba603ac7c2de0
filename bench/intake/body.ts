import { createHmac } from 'node:crypto'
import { postOf } from '../drive.ts'

/** The size of a usual text message's delivery. */
const BODY_BYTES = 609
export const BENCH_PAGE = '1067280970047460'
export const BENCH_SECRET = 'the secret of the bench, nothing else'

export type Words = { readonly mid: string; readonly person: number; readonly at: number }

/** A delivery of one text message, of exactly 609 bytes. */
export function benchBody({ mid, person, at }: Words): Buffer {
  const around = JSON.stringify(envelope({ mid, person, at, text: '' }))
  return Buffer.from(JSON.stringify(envelope({ mid, person, at, text: 'x'.repeat(BODY_BYTES - around.length) })))
}

function envelope({
  mid,
  person,
  at,
  text,
  attachments,
}: Words & { readonly text: string; readonly attachments?: readonly object[] }): object {
  const id = String(7_000_000_000_000_000 + person)
  const message = { mid: `m_${mid}`, text, ...(attachments ? { attachments } : {}) }
  const item = { sender: { id }, recipient: { id: BENCH_PAGE }, timestamp: at, message }
  return { object: 'page', entry: [{ id: BENCH_PAGE, time: at, messaging: [item] }] }
}

/** A delivery of one message with words and a picture. */
export function benchBodyWithPicture(words: Words, pictureUrl: string): Buffer {
  return Buffer.from(JSON.stringify(envelope({ ...words, text: 'Look', attachments: [{ type: 'image', payload: { url: pictureUrl } }] })))
}

/** The whole HTTP request, signed. */
export function benchRequest(body: Buffer): Buffer {
  const signature = createHmac('sha256', BENCH_SECRET).update(body).digest('hex')
  return postOf('/webhooks/facebook', body, [`x-hub-signature-256: sha256=${signature}`])
}
