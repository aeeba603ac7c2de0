/** Asks a control of the sandbox; throws with its words when it refuses. */
export async function ask<Answer>(path: string, send?: { readonly method: string; readonly body?: unknown }): Promise<Answer> {
  return call<Answer>(path, {
    method: send?.method ?? 'GET',
    ...(send?.body === undefined ? {} : { body: JSON.stringify(send.body), headers: { 'content-type': 'application/json' } }),
  })
}

export async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  return ask<Answer>(path, { method: 'POST', body })
}

/** Keeps a file of this computer in the sandbox. */
export async function upload(file: Blob, name: string): Promise<{ readonly media_id: string }> {
  if (file.size === 0) {
    throw new Error(`Not sent: ${name} is empty. Remove it or choose another file.`)
  }
  return call(`media?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': file.type || 'application/octet-stream' },
  })
}

async function call<Answer>(path: string, request: RequestInit): Promise<Answer> {
  const response = await fetch(`/sandbox/${path}`, request).catch((cause: unknown) => {
    throw new Error('The sandbox is not answering. Try again once it is running.', { cause })
  })
  const text = await response.text()
  const answer = (text === '' ? {} : JSON.parse(text)) as Answer & { readonly error?: string | { readonly message?: string } }
  if (!response.ok) {
    const words = typeof answer.error === 'string' ? answer.error : answer.error?.message
    throw new Error(words ?? `The sandbox answered ${response.status}.`)
  }
  return answer
}
