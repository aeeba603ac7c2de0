import type { Clock, ClockFollower } from './clock.ts'
import type { Fault } from './faults.ts'
import type { Journal } from './journal.ts'
import type { Business, SystemUser } from './login/businesses.ts'
import type { AppRole, LoginConfiguration } from './login/configuration.ts'
import type { Media, MediaStore } from './media.ts'
import type { Messenger } from './messenger/messenger.ts'
import type { SendSettings } from './messenger/send/send-settings.ts'
import type { Conversation, Message } from './messenger/thread.ts'
import type { ThreadSettings } from './messenger/thread-settings.ts'
import type { Throttle } from './usage/counters.ts'
import type { UsageSettings } from './usage/usage-settings.ts'
import type { Wall } from './wall/wall.ts'
import type { WallSettings } from './wall/wall-settings.ts'
import type { WebhookSettings } from './webhooks/webhook-settings.ts'

export type { Conversation, Message } from './messenger/thread.ts'

/** All that the sandbox knows. `state` is what a snapshot keeps; the rest lives only as long as the process. */
export type World = {
  state: State
  readonly clock: Clock
  /** Somebody outside who counts by this clock, the desk that started the sandbox. */
  readonly follower: ClockFollower | undefined
  readonly journal: Journal
  readonly listeners: Set<(change: Change) => void>
  /** The bytes behind `state.media`. */
  readonly mediaStore: MediaStore
  /** Where the sandbox listens, `http://127.0.0.1:4000`: webhooks name pictures by it. Empty until it listens. */
  origin: string
}

export type State = {
  readonly version: 2
  readonly settings: Settings
  clockOffsetMs: number
  faults: Fault[]
  throttles: Throttle[]
  /** The app whose keys were given at the start. */
  mainAppId: string
  readonly apps: Map<string, App>
  readonly people: Map<string, Person>
  readonly pages: Map<string, Page>
  /** app-scoped user id → who that is. Filled when a person first meets an app. */
  readonly appScopedIds: Map<string, { readonly appId: string; readonly personId: string }>
  /** Keyed by PSID: a Page-scoped id exists from the first message on. */
  readonly conversations: Map<string, Conversation>
  /** Keyed `app:person`. */
  readonly grants: Map<string, Grant>
  readonly tokens: Map<string, Token>
  readonly codes: Map<string, LoginCode>
  /** Business portfolios, which own Pages. */
  readonly businesses: Map<string, Business>
  readonly systemUsers: Map<string, SystemUser>
  /** Everything about Messenger that hangs on no single thread. */
  readonly messenger: Messenger
  /** Posts, comments, ratings. */
  readonly wall: Wall
  /** Pictures, films, sounds and files: what they are. Their bytes lie in the media store. */
  readonly media: Map<string, Media>
  /** Webhooks not yet answered with 200. */
  readonly deliveries: Map<string, Delivery>
}

export type Settings = SendSettings &
  WebhookSettings &
  UsageSettings &
  WallSettings &
  ThreadSettings & {
    /** The dashboard switch "Require App Secret". */
    appsecretProofRequired: boolean
    /** Which life the token of a code exchange has. Docs say short; some apps were seen to get 60 days at once. */
    codeTokenLife: 'short' | 'long'
    /** Whether the token of a Page that came from a long user token ends. Docs say never; desks of earlier years show a date. */
    pageTokenLife: 'endless' | 'with_login'
    /** Texts of the login dialog change often; `older` ends with Next, Done, OK. */
    dialogWording: 'current' | 'older'
    /** Pages that a business owns stand in `/me/accounts` only with `business_management`; seen often, not always. */
    businessPagesNeedPermission: boolean
    /** The version that answers calls without one; chosen in the app's dashboard ("Upgrade API version"). */
    defaultVersion: string
    /** How Facebook counts the 2000 characters is not documented. */
    textCount: 'utf16' | 'codepoints' | 'bytes'
    /** Waits between webhook attempts; the last one repeats until `webhookGiveUpMs`. */
    retryDelaysMs: number[]
    webhookTimeoutMs: number
    webhookGiveUpMs: number
    webhookConcurrency: number
    /** How long the address of a picture or file can be fetched. */
    mediaUrlLifeMs: number
  }

export type App = {
  readonly id: string
  name: string
  secret: string
  verifyToken: string
  category: string
  link: string
  redirectUris: string[]
  /** Features that App Review grants, and the dashboard's Human Agent: off makes the API refuse what needs them. */
  features: { humanAgent: boolean; profileAccess: boolean }
  /** In development mode only people with a role on the app can log in, and no webhooks of Pages come but tests. */
  mode: 'live' | 'development'
  /** Person id → role on the app. */
  readonly roles: Map<string, AppRole>
  /** Facebook Login for Business, by `config_id`. */
  readonly configurations: Map<string, LoginConfiguration>
  deauthorizeUrl: string | undefined
  dataDeletionUrl: string | undefined
  /** Keyed by object (`page`). */
  readonly subscriptions: Map<string, AppSubscription>
}

export type AppSubscription = {
  readonly object: string
  readonly callbackUrl: string
  readonly verifyToken: string
  readonly fields: readonly string[]
  readonly version: string
}

export type Person = {
  readonly id: string
  firstName: string
  lastName: string
  name: string
  locale: string
  timezone: number
  gender: 'female' | 'male' | undefined
  email: string
  /** What `/{psid}` tells of them: all, `{}`, or 2018218 (an account made with a phone number). */
  profile: 'shown' | 'empty' | 'unavailable'
  /** When a control made this person; those of the first day have always been there. */
  readonly addedAt: number | undefined
  /** While it stands, every token of theirs answers 190 with 459 or 464. */
  barrier: 'checkpoint' | 'unconfirmed' | undefined
}

export type Page = {
  readonly id: string
  name: string
  username: string
  category: string
  categoryId: string
  about: string
  isPublished: boolean
  /** Listed in the News Page Index: may send NON_PROMOTIONAL_SUBSCRIPTION. */
  isNewsPage: boolean
  /** What else its "About" shows, by Graph's field names: phone, website, location … */
  details: Readonly<Record<string, unknown>>
  /** Person id → tasks on this Page. */
  readonly roles: Map<string, readonly string[]>
  /** App id → subscribed fields. */
  readonly subscribedApps: Map<string, readonly string[]>
  /** Person id → when the person blocked this Page (ms). */
  readonly blockedBy: Map<string, number>
}

export type Grant = {
  readonly appId: string
  readonly personId: string
  scopes: readonly string[]
  declined: readonly string[]
  /** A snapshot, also after "current and future": Pages gained later are missing until the next login (seen in logs of 2025–26). */
  pageIds: readonly string[]
  allPages: boolean
  /** Permissions not used for 90 days lapse. */
  expired: readonly string[]
  businessIds: readonly string[]
  allBusinesses: boolean
  /** Set when the grant belongs to a system user; `personId` is who installed it. */
  readonly systemUserId: string | undefined
  /** The last login: access to data ends 90 days later (auth versus data access docs, 2026). */
  renewedAt: number
}

export type Token = {
  readonly value: string
  readonly kind: 'user' | 'page'
  readonly appId: string
  readonly personId: string
  readonly pageId: string | undefined
  readonly life: 'short' | 'long'
  readonly systemUserId?: string | undefined
  readonly issuedAt: number
  /** 0 = never. */
  expiresAt: number
  death: { readonly subcode: number; readonly at: number } | undefined
}

export type LoginCode = {
  readonly code: string
  readonly appId: string
  readonly personId: string
  readonly redirectUri: string
  readonly systemUserId?: string | undefined
  /** How long the token of a system user lives. */
  readonly expires?: LoginConfiguration['expires'] | undefined
  /** From `/oauth/client_code`: exchanged without the secret, for a long token. */
  readonly isForClient?: boolean | undefined
  readonly expiresAt: number
  usedAt: number | undefined
}

export type Delivery = {
  readonly id: string
  readonly appId: string
  readonly callbackUrl: string
  readonly pageId: string
  readonly field: string
  /** The very text whose bytes are signed and sent. Grows while a batch takes more entries. */
  body: string
  readonly bornAt: number
  attempts: number
  dueAt: number
  /** `messaging` or `standby` items: their failure takes the app off the Page after an hour. */
  isMessaging?: boolean
  /** Set when several entries travel in one POST. */
  batch?: { readonly count: number; readonly pageIds: readonly string[]; readonly fields: readonly string[] }
  /** The fault that struck it, for the journal. */
  fault?: string
  readonly spoil?: Spoil
  /** Goes out only after that delivery was tried. */
  heldBehind?: string | undefined
}

/** What a fault does to the first attempt; without `isRetried` there is no second. */
type Spoil = { readonly how: 'bad_signature' | 'tampered' | 'no_sha256'; readonly isRetried: boolean }

/** What a listener (the courier, the snapshot, the live page) hears of. */
export type Change =
  | { readonly type: 'state' }
  | { readonly type: 'reset' }
  | { readonly type: 'clock' }
  | { readonly type: 'cast' }
  | { readonly type: 'journal'; readonly id: number }
  | { readonly type: 'delivery'; readonly delivery: Delivery }
  | { readonly type: 'message'; readonly conversation: Conversation; readonly message: Message }
  | { readonly type: 'marks'; readonly conversation: Conversation }
  /** A message changed after it was sent: edited, unsent, reacted to. */
  | { readonly type: 'message-changed'; readonly conversation: Conversation; readonly message: Message }
  /** Anything on this Page's wall changed. */
  | { readonly type: 'wall'; readonly pageId: string }

export function tell(world: World, change: Change): void {
  for (const listener of world.listeners) {
    listener(change)
  }
}

/** The app the sandbox was started with. */
export function mainApp(world: World): App {
  const app = world.state.apps.get(world.state.mainAppId)
  if (!app) {
    throw new Error(`The world has no app ${world.state.mainAppId}.`)
  }
  return app
}
