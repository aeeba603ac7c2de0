/** What the sandbox's own controls answer, as far as this page uses it. */
export type Person = {
  readonly id: string
  readonly name: string
  readonly first_name: string
  readonly added_at: number | null
  readonly manages: readonly string[]
}

export type Page = {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly is_published: boolean
  readonly subscribed_fields: readonly string[]
  readonly roles: Readonly<Record<string, readonly string[]>>
  readonly blocked_by: readonly string[]
  readonly is_news_page?: boolean
  readonly messenger_profile?: Profile
}

/** What an app set with `/me/messenger_profile`, in Facebook's own words. */
type Profile = {
  readonly get_started?: { readonly payload: string } | null
  readonly greeting?: readonly { readonly locale: string; readonly text: string }[] | null
  readonly ice_breakers?:
    | readonly { readonly call_to_actions?: readonly Action[]; readonly question?: string; readonly payload?: string }[]
    | null
  readonly persistent_menu?: readonly { readonly locale: string; readonly call_to_actions?: readonly Action[] }[] | null
}
export type Action = {
  readonly type?: string
  readonly title?: string
  readonly question?: string
  readonly payload?: string
  readonly url?: string
}

export type Attachment = {
  readonly type: string
  readonly title: string | null
  readonly url: string | null
  readonly name: string | null
  readonly mime_type: string | null
  readonly size: number | null
  readonly payload: Readonly<Record<string, unknown>> | null
}

/** A file that everybody has in their phone. */
export type Sample = { readonly name: string; readonly title: string; readonly type: string }

type QuickReply = { readonly content_type: string; readonly title?: string; readonly payload?: string; readonly image_url?: string }

export type Message = {
  readonly mid: string
  readonly from: 'person' | 'page'
  readonly text: string | null
  readonly timestamp: number
  readonly app_id: string | null
  readonly attachments: readonly Attachment[]
  readonly quick_replies: readonly QuickReply[]
  readonly postback: { readonly title: string } | null
  readonly persona?: { readonly id: string; readonly name: string } | null
  readonly reply_to: string | null
  readonly reactions: { readonly person: string | null; readonly page: string | null }
  readonly edits: number
  readonly is_unsent: boolean
  /** What else stands in the webhook's `message`. */
  readonly more: Readonly<Record<string, unknown>> | null
}

export type Marks = {
  readonly page_id: string
  readonly person_id: string
  readonly delivered_up_to: number
  readonly read_up_to: number
  readonly seen_by_page_up_to: number
  readonly page_types_until: number
}
export type Thread = Marks & {
  readonly psid: string
  readonly last_message?: Message
  readonly owner_app_id?: string | null
  readonly folder?: string
}
export type Conversation = Thread & { readonly messages: readonly Message[] }

export type World = {
  readonly app_id: string
  readonly now: number
  readonly clock_offset_ms: number
  /** The desk that started the sandbox counts by its clock. */
  readonly is_clock_followed: boolean
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
  readonly field?: string
  readonly timesLeft: number
}

/** What Graph can refuse a send with, and which threads are barred by which of them (thread: its PSID). */
export type Sending = {
  readonly errors: readonly { readonly name: string; readonly message: string }[]
  readonly barriers: readonly { readonly id: string; readonly error: string }[]
}

export type Throttle = { readonly id: string; readonly code: number; readonly until: number }

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
  readonly fault: string | null
  readonly token: string | null
  readonly version: string | null
  readonly request: string
  readonly response: string
}

export type Waiting = {
  readonly id: string
  readonly field: string
  readonly page_id: string
  readonly attempts: number
  readonly born_at: number
  readonly due_at: number
}
