import { newObjectId } from './ids.ts'
import { PAGE_TASKS } from './login/permissions.ts'
import { sampleMedia } from './media.ts'
import { newMessenger } from './messenger/messenger.ts'
import { defaultSendSettings } from './messenger/send/send-settings.ts'
import { defaultUsageSettings } from './usage/usage-settings.ts'
import { newWall } from './wall/wall.ts'
import { defaultThreadSettings } from './messenger/thread-settings.ts'
import { defaultWallSettings } from './wall/wall-settings.ts'
import { defaultWebhookSettings } from './webhooks/webhook-settings.ts'
import type { App, Page, Person, Settings, State } from './world.ts'

export type SeedApp = {
  readonly id: string
  readonly secret: string
  readonly verifyToken: string
  readonly redirectUris: readonly string[]
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/**
 * A fresh world: one app, an owner with three Pages, a second administrator, seven customers who have not written yet, and files of every
 * kind that they can send.
 */
export function seedState(app: SeedApp): State {
  const state: State = {
    version: 2,
    settings: defaultSettings(),
    clockOffsetMs: 0,
    faults: [],
    throttles: [],
    mainAppId: app.id,
    apps: new Map([[app.id, seedApp(app)]]),
    people: new Map(),
    pages: new Map(),
    appScopedIds: new Map(),
    conversations: new Map(),
    grants: new Map(),
    tokens: new Map(),
    codes: new Map(),
    businesses: new Map(),
    systemUsers: new Map(),
    messenger: newMessenger(),
    wall: newWall(),
    media: new Map(sampleMedia()),
    deliveries: new Map(),
  }
  for (const person of PEOPLE) {
    state.people.set(person.id, newPerson(person))
  }
  for (const page of PAGES) {
    state.pages.set(page.id, newPage(page))
  }
  return state
}

export function seedApp(app: SeedApp): App {
  return {
    id: app.id,
    name: 'Pagedesk',
    secret: app.secret,
    verifyToken: app.verifyToken,
    category: 'Business',
    link: 'https://www.facebook.com/games/?app_id='.concat(app.id),
    redirectUris: [...app.redirectUris],
    features: { humanAgent: true, profileAccess: true },
    mode: 'live',
    roles: new Map([[OWNER_ID, 'administrators']]),
    configurations: new Map(),
    deauthorizeUrl: undefined,
    dataDeletionUrl: undefined,
    subscriptions: new Map(),
  }
}

export function newPerson(wish: Pick<Person, 'id' | 'firstName' | 'lastName'> & Partial<Person>): Person {
  return {
    name: `${wish.firstName} ${wish.lastName}`.trim(),
    locale: 'en_US',
    timezone: 0,
    gender: undefined,
    email: `person-${wish.id}@example.com`,
    profile: 'shown',
    addedAt: undefined,
    barrier: undefined,
    ...wish,
  }
}

export type PageToMake = Partial<Omit<Page, 'roles' | 'subscribedApps' | 'blockedBy'>> & {
  readonly name: string
  readonly admins: Readonly<Record<string, readonly string[]>>
}

export function newPage(wish: PageToMake): Page {
  const id = wish.id ?? newObjectId()
  return {
    id,
    name: wish.name,
    username: wish.username ?? `page${id}`,
    category: wish.category ?? 'Local business',
    categoryId: wish.categoryId ?? '2500',
    about: wish.about ?? '',
    isPublished: wish.isPublished ?? true,
    isNewsPage: wish.isNewsPage ?? false,
    details: wish.details ?? {},
    roles: new Map(Object.entries(wish.admins)),
    subscribedApps: new Map(),
    blockedBy: new Map(),
  }
}

/** The person who logs in and connects Pages. */
export const OWNER_ID = '100041773920516'
const SECOND_ADMIN_ID = '100065118204937'
/** The Page on which everything works. */
export const FIRST_PAGE_ID = '238194675010342'

const PEOPLE: readonly Parameters<typeof newPerson>[0][] = [
  { id: OWNER_ID, firstName: 'Jagna', lastName: 'Morawska', locale: 'pl_PL', timezone: 1, gender: 'female' },
  { id: SECOND_ADMIN_ID, firstName: 'Tobias', lastName: 'Ekholm', locale: 'sv_SE', timezone: 1, gender: 'male' },
  { id: '100014402987731', firstName: 'Zofia', lastName: 'Brzęczek-Łącka', locale: 'pl_PL', timezone: 1, gender: 'female' },
  { id: '100027719465008', firstName: 'ليلى', lastName: 'الحسيني', locale: 'ar_AR', timezone: 2, gender: 'female' },
  { id: '100033650128842', firstName: 'Trần Thị', lastName: 'Ngọc Diệp', locale: 'vi_VN', timezone: 7, gender: 'female' },
  { id: '100058206613397', firstName: 'Соломія', lastName: 'Гнатюк', locale: 'uk_UA', timezone: 2, gender: 'female' },
  {
    id: '100071948350264',
    firstName: 'Maximiliane Konstanze',
    lastName: 'von Hohenfelsen-Lindenthal und Rabenau',
    locale: 'de_DE',
    timezone: 1,
    gender: 'female',
  },
  { id: '100082537104695', firstName: 'Kiki', lastName: 'Rivera 🦊', locale: 'en_US', timezone: -8, gender: undefined },
  { id: '100093310572846', firstName: 'Owen', lastName: 'Pryce', locale: 'en_GB', timezone: 0, gender: 'male' },
]

const PAGES: readonly (PageToMake & { readonly id: string })[] = [
  {
    id: FIRST_PAGE_ID,
    name: 'Morawska Garden Studio',
    username: 'morawskagarden',
    category: 'Garden Center',
    categoryId: '128673187201735',
    about: 'Plants, planting plans and people who answer.',
    details: {
      phone: '+48 22 555 01 44',
      website: 'https://garden.example/',
      emails: ['hello@garden.example'],
      location: { city: 'Warszawa', country: 'Poland', latitude: 52.2297, longitude: 21.0122, street: 'Ogrodowa 12', zip: '00-876' },
      single_line_address: 'Ogrodowa 12, Warszawa, Poland',
      fan_count: 1284,
      followers_count: 1311,
      verification_status: 'blue_verified',
    },
    admins: { [OWNER_ID]: PAGE_TASKS, [SECOND_ADMIN_ID]: PAGE_TASKS },
  },
  {
    id: '307561284490715',
    name: 'Allotment Friends Praga',
    username: 'allotmentfriends',
    category: 'Community Organization',
    categoryId: '2260',
    about: 'Neighbours who share seeds.',
    admins: { [OWNER_ID]: ['ADVERTISE', 'ANALYZE'], [SECOND_ADMIN_ID]: PAGE_TASKS },
  },
  {
    id: '419026673158820',
    name: 'Morawska Winter Market',
    username: 'morawskawinter',
    category: 'Seasonal Store',
    categoryId: '2201',
    about: 'Opens in December.',
    isPublished: false,
    admins: { [OWNER_ID]: PAGE_TASKS },
  },
]

/** Retries as the docs tell them: a few at once, then slower and slower for 36 hours. */
function defaultSettings(): Settings {
  return {
    ...defaultWebhookSettings(),
    ...defaultSendSettings(),
    ...defaultUsageSettings(),
    defaultVersion: 'v26.0',
    ...defaultWallSettings(),
    ...defaultThreadSettings(),
    appsecretProofRequired: false,
    codeTokenLife: 'short',
    pageTokenLife: 'endless',
    dialogWording: 'current',
    businessPagesNeedPermission: true,
    textCount: 'utf16',
    retryDelaysMs: [200, SECOND, 3 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR],
    webhookTimeoutMs: 5 * SECOND,
    webhookGiveUpMs: 36 * HOUR,
    webhookConcurrency: 32,
    mediaUrlLifeMs: 14 * 24 * HOUR,
  }
}
