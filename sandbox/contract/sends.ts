import { env, graph, type Ground, type Reply } from './graph.ts'

/** Sends to someone as the Page of the ground. */
export function send(ground: Ground, psid: string, more: Record<string, unknown>): Promise<Reply> {
  return sendTo(ground, { id: psid }, more)
}

export function sendTo(ground: Ground, recipient: unknown, more: Record<string, unknown>): Promise<Reply> {
  return graph(ground, `/v26.0/${env(ground, 'PAGE_ID')}/messages`, { token: env(ground, 'PAGE_TOKEN'), body: { recipient, ...more } })
}

/** A template to the person who wrote within the hour. */
export function sendTemplate(ground: Ground, payload: Record<string, unknown>): Promise<Reply> {
  return send(ground, env(ground, 'PSID'), { messaging_type: 'RESPONSE', message: { attachment: { type: 'template', payload } } })
}

/** A call with files in it. */
export async function sendForm(
  ground: Ground,
  path: string,
  { filedata, ...fields }: Record<string, unknown> & { readonly filedata?: File },
): Promise<Reply> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  if (filedata) {
    form.set('filedata', filedata)
  }
  const response = await fetch(new URL(path, ground.env['GRAPH_URL']), {
    method: 'POST',
    headers: { authorization: `Bearer ${env(ground, 'PAGE_TOKEN')}` },
    body: form,
  })
  const body = (await response.json()) as Reply['body']
  return { status: response.status, headers: response.headers, body, error: body['error'] as Reply['error'] }
}
