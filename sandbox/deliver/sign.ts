import { createHmac } from 'node:crypto'

/** Both signature headers over the very bytes of the body. The sha1 one is the old form, still sent beside the new. */
export function signatureHeaders(body: Uint8Array, appSecret: string): Record<string, string> {
  return {
    'x-hub-signature': `sha1=${createHmac('sha1', appSecret).update(body).digest('hex')}`,
    'x-hub-signature-256': `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`,
  }
}
