/** Asks a control of the sandbox; throws with its words when it refuses. */
export async function ask<Answer>(path: string, send?: { readonly method: string; readonly body?: unknown }): Promise<Answer> {
  const response = await fetch(`/sandbox/${path}`, {
    method: send?.method ?? 'GET',
    ...(send?.body === undefined ? {} : { body: JSON.stringify(send.body), headers: { 'content-type': 'application/json' } }),
  })
  return answerOf<Answer>(response)
}

export async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  return ask<Answer>(path, { method: 'POST', body })
}

export type Uploaded = { readonly media_id: string; readonly url: string; readonly mime_type: string; readonly size: number }

/** Keeps a file of this computer in the sandbox. */
export async function upload(file: Blob, name: string): Promise<Uploaded> {
  const response = await fetch(`/sandbox/media?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': file.type || 'application/octet-stream' },
  })
  return answerOf<Uploaded>(response)
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  const text = await response.text()
  const answer = (text === '' ? {} : JSON.parse(text)) as Answer & { readonly error?: string | { readonly message?: string } }
  if (!response.ok) {
    const words = typeof answer.error === 'string' ? answer.error : answer.error?.message
    throw new Error(words ?? `The sandbox answered ${response.status}.`)
  }
  return answer
}
