/** What the sandbox's own controls answer, as far as this page uses it. */
export type Person = { readonly id: string; readonly name: string; readonly first_name: string; readonly manages: readonly string[] }
export type Page = {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly is_published: boolean
  readonly subscribed_fields: readonly string[]
}
export type Message = { readonly mid: string; readonly from: 'person' | 'page'; readonly text: string; readonly timestamp: number }
export type Marks = {
  readonly page_id: string
  readonly person_id: string
  readonly delivered_up_to: number
  readonly read_up_to: number
  readonly seen_by_page_up_to: number
  readonly page_types_until: number
}
export type Thread = Marks & { readonly psid: string; readonly message_count: number; readonly last_message?: Message }
export type Conversation = Thread & { readonly messages: readonly Message[] }
export type World = {
  readonly now: number
  readonly clock_offset_ms: number
  readonly people: readonly Person[]
  readonly pages: readonly Page[]
  readonly conversations: readonly Thread[]
}
export type Fault = {
  readonly id: string
  readonly on: string
  readonly act: string
  readonly path?: string
  readonly afterActing?: boolean
}
export type Entry = {
  readonly id: number
  readonly at: number
  readonly direction: 'in' | 'out'
  readonly method: string
  readonly path: string
  readonly label: string | null
  readonly status: number | null
  readonly outcome: string | null
  readonly took_ms: number | null
  readonly attempt: number | null
  readonly request: string
  readonly response: string
}

/** Asks a control; throws with its words when it refuses. */
export async function ask<Answer>(path: string, send?: { readonly method: string; readonly body?: unknown }): Promise<Answer> {
  const response = await fetch(`/sandbox/${path}`, {
    method: send?.method ?? 'GET',
    ...(send?.body === undefined ? {} : { body: JSON.stringify(send.body), headers: { 'content-type': 'application/json' } }),
  })
  const answer = (await response.json()) as Answer & { readonly error?: string }
  if (!response.ok) {
    throw new Error(answer.error ?? `The sandbox answered ${response.status}.`)
  }
  return answer
}

export async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  return ask<Answer>(path, { method: 'POST', body })
}
