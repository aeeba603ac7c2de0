import { createHmac, randomBytes } from 'node:crypto'
import { Agent, request as callOut } from 'node:http'
import { serve } from '../serve.ts'

/**
 * The floor: what any stand-in for the Send API must pay. Bare node:http, the body read as JSON, an answer with a new
 * message id; with a `callback` also one signed webhook for each send. No token, no rule, no journal, nothing kept.
 */
const { callback } = JSON.parse(process.argv[2] ?? '{}') as { callback?: string }
const agent = new Agent({ keepAlive: true, maxSockets: 32 })

type Send = { readonly recipient: { readonly id: string }; readonly message: { readonly text: string } }

serve((_request, body, response) => {
  const { recipient, message } = JSON.parse(body.toString()) as Send
  const mid = `m_${randomBytes(66).toString('base64url')}`
  const text = JSON.stringify({ recipient_id: recipient.id, message_id: mid })
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length })
  response.end(text)
  if (callback !== undefined) {
    echo(callback, { sender: { id: '1' }, recipient, timestamp: Date.now(), message: { mid, is_echo: true, text: message.text } })
  }
})

function echo(url: string, item: object): void {
  const body = Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: '1', time: Date.now(), messaging: [item] }] }))
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    'x-hub-signature': `sha1=${createHmac('sha1', 'secret').update(body).digest('hex')}`,
    'x-hub-signature-256': `sha256=${createHmac('sha256', 'secret').update(body).digest('hex')}`,
  }
  callOut(url, { method: 'POST', agent, headers }, (response) => response.resume()).end(body)
}
