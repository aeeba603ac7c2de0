import { serve } from '../serve.ts'

/** A call to send a message: to whom, which words, and when it came, by the clock that all processes share. */
export type Arrival = { readonly to: string; readonly text: string; readonly at: number }
export type GraphTask = { readonly answerMs: number }

/** The Send API as far as it is needed: it answers each message after a while, as Facebook does, and tells what came when it is asked (`/arrivals`). */
const { answerMs } = JSON.parse(process.argv[2] ?? '{}') as GraphTask
const arrivals: Arrival[] = []

serve((request, body, response) => {
  response.setHeader('content-type', 'application/json')
  if (request.method !== 'POST') {
    response.end(request.url === '/arrivals' ? JSON.stringify(arrivals.splice(0)) : '{"id":"1","first_name":"Ada","last_name":"Berg"}')
    return
  }
  const { recipient, message } = JSON.parse(body.toString()) as { recipient: { id: string }; message: { text: string } }
  arrivals.push({ to: recipient.id, text: message.text, at: Date.now() })
  const answer = JSON.stringify({ recipient_id: recipient.id, message_id: `m_${message.text}_${recipient.id}` })
  setTimeout(() => response.end(answer), answerMs)
})
