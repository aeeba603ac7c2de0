/** What `GET wall/{page}` answers, as far as this page uses it. */
type Actor = { readonly kind: 'person' | 'page'; readonly id: string; readonly name: string }
export type Picture = { readonly type: 'photo' | 'video'; readonly url: string }
export type Tally = { readonly by: string; readonly type: string }

export type Comment = {
  readonly id: string
  readonly parent_id: string | null
  readonly from: Actor | null
  readonly message: string
  readonly message_tags: readonly { readonly offset: number; readonly length: number }[]
  readonly media: Picture | null
  readonly at: number
  readonly is_hidden: boolean
  readonly is_anonymous: boolean
  readonly reactions: readonly Tally[]
  readonly private_reply: boolean
  readonly can_reply_privately: boolean
}

export type Post = {
  readonly id: string
  readonly from: Actor | null
  readonly kind: string
  readonly message: string
  readonly media: readonly Picture[]
  readonly link: string | null
  readonly at: number
  readonly is_published: boolean
  readonly is_hidden: boolean
  readonly is_trashed: boolean
  readonly scheduled_at: number | null
  readonly reactions: readonly Tally[]
  readonly comments: readonly Comment[]
}

export type Rating = {
  readonly id: string
  readonly person: Actor
  readonly recommendation_type: string
  readonly review_text: string
  readonly at: number
  readonly reactions: readonly Tally[]
  readonly comments: readonly Comment[]
}

export type Mention = {
  readonly id: string
  readonly person: Actor
  readonly item: 'post' | 'comment'
  readonly message: string
  readonly at: number
  readonly reactions: readonly Tally[]
  readonly comments: readonly Comment[]
}

export type WallShown = { readonly posts: readonly Post[]; readonly ratings: readonly Rating[]; readonly mentions: readonly Mention[] }
