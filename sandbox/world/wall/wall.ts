/** What stands on the Pages' walls, and what people say of a Page elsewhere. Finders are in `find.ts`. Times are milliseconds. */
export type Wall = {
  /** Keyed by the id Graph gives: `{page}_{story}`. What was removed stays, marked; the finders pass it over. */
  readonly posts: Map<string, Post>
  /** Keyed by the id Graph gives: `{story}_{comment}`. */
  readonly comments: Map<string, Comment>
  /** Photos and films have ids of their own. Photo or video id → post id. */
  readonly postOfMedia: Map<string, string>
  /** Pictures uploaded unpublished, waiting for a post (`attached_media`) or a comment (`attachment_id`). */
  readonly loosePhotos: Map<string, LoosePhoto>
  /** Post id → when it will be published by itself. */
  readonly scheduled: Map<string, number>
  /** Keyed by `open_graph_story_id`. */
  readonly ratings: Map<string, Rating>
  /** Posts and comments elsewhere that name a Page, keyed by their id. */
  readonly mentions: Map<string, Mention>
}

export function newWall(): Wall {
  return {
    posts: new Map(),
    comments: new Map(),
    postOfMedia: new Map(),
    loosePhotos: new Map(),
    scheduled: new Map(),
    ratings: new Map(),
    mentions: new Map(),
  }
}

/** Who wrote, liked or rated. A Page may be another one than the wall's. */
export type Author = { readonly kind: 'person'; readonly personId: string } | { readonly kind: 'page'; readonly pageId: string }

/** `ad`: a post that only the ad shows, not in `/feed`. A post by a person on the Page is a `status` or `photo` whose author is a person. */
export type PostKind = 'status' | 'photo' | 'album' | 'video' | 'reel' | 'share' | 'ad'

export const POST_KINDS: readonly PostKind[] = ['status', 'photo', 'album', 'video', 'reel', 'share', 'ad']

export type ReactionType = 'like' | 'love' | 'wow' | 'haha' | 'sad' | 'angry' | 'care'

export const REACTION_TYPES: readonly ReactionType[] = ['like', 'love', 'wow', 'haha', 'sad', 'angry', 'care']

export type Reaction = { readonly by: Author; readonly type: ReactionType; readonly at: number }

/** What posts and comments have alike: D's private reply goes to either. */
export type Activity = {
  readonly id: string
  readonly pageId: string
  readonly by: Author
  readonly at: number
  /** The app that wrote it; undefined when it was done on Facebook itself. */
  readonly appId: string | undefined
  /** Who of the Page's people wrote it as the Page. */
  readonly adminId: string | undefined
  message: string | undefined
  tags: readonly MessageTag[]
  updatedAt: number
  isHidden: boolean
  removedAt: number | undefined
  /** Keyed by `authorKey`. */
  readonly reactions: Map<string, Reaction>
  /** The one private reply was given: when, and whether by an app or by hand on Facebook. */
  privateReply: PrivateReply | undefined
  /** The person's name and id are kept from apps. */
  isAnonymous: boolean
}

type PrivateReply = { readonly at: number; readonly by: 'app' | 'hand'; readonly mid: string | undefined }

/** A recommendation of the Page, or a post elsewhere that names it. */
export type StoryKind = 'review' | 'mention'

export type Post = Activity & {
  readonly kind: PostKind
  readonly media: readonly WallMedia[]
  readonly link: string | undefined
  /** The album a photo post's picture lies in; top-level comments there name `{album}_{story}` as their parent. */
  readonly albumId: string | undefined
  isPublished: boolean
  /** In the Page's trash: gone for everyone, not yet removed. */
  isTrashed: boolean
  shareCount: number
  /** What people say of the Page and is no post on its wall: found by its id alone, to be answered. */
  readonly story: StoryKind | undefined
  /** All comments ever written under it, oldest first. */
  readonly commentIds: string[]
}

export type Comment = Activity & {
  readonly postId: string
  /** The top-level comment this one answers; undefined at the top. Deeper answers hang on the top-level comment too. */
  readonly parentId: string | undefined
  /** A picture or film. */
  media: WallMedia | undefined
  /** A GIF of a sharing site. */
  shareUrl: string | undefined
}

/** A picture or film on the wall, with an id of its own. */
export type WallMedia = {
  readonly id: string
  readonly type: 'photo' | 'video'
  /** Our copy of the file; undefined for a picture the sandbox draws itself (`/sandbox/pictures/{id}.png`). */
  readonly mediaId: string | undefined
  /** Pixels; 0 when the file does not tell. */
  readonly width: number
  readonly height: number
}

type LoosePhoto = { readonly pageId: string; readonly media: WallMedia; readonly at: number }

/** A person named in a text. Offset and length count characters of the text as JavaScript does. */
export type MessageTag = {
  readonly id: string
  readonly name: string
  readonly type: 'user' | 'page'
  readonly offset: number
  readonly length: number
}

export type Rating = {
  readonly id: string
  readonly pageId: string
  readonly personId: string
  readonly at: number
  recommendation: 'positive' | 'negative'
  text: string
  /** Stars of old reviews, 1 to 5. */
  rating: number | undefined
  removedAt: number | undefined
}

export type Mention = {
  readonly id: string
  readonly pageId: string
  readonly personId: string
  readonly item: 'post' | 'comment'
  readonly postId: string
  readonly message: string
  readonly at: number
}
