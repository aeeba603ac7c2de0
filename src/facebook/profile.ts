import type { KeyDeath } from '#domain/acts/outcome.ts'
import { deadKey } from '#domain/channels/key-trouble.ts'
import type { Profile, ProfileAnswer, ProfilePort } from '#domain/channels/profile-port.ts'
import { nameIn, pictureUrlIn, textIn } from './graph/fields.ts'
import type { GraphAnswer, GraphRefusal, GraphSilence } from './graph/graph-answer.ts'
import type { Graph, GraphToken } from './graph/graph.ts'
import { graphId, type GraphId } from './graph/graph-id.ts'
import { listIn } from './graph/list.ts'
import { keyDeathOf } from './graph/key-death.ts'
import { meaningOf } from './graph/refusal-meaning.ts'
import type { JsonObject } from './json/value.ts'
import { openPageKey, type PageKeys } from './page-key.ts'

/** The app may not read profiles ("Business Asset User Profile Access"; Messenger Platform docs, error codes, 2026-06). */
const NOT_GRANTED = 2_018_247

const NAMES = 'first_name,last_name,name,profile_pic'
/** Each needs a permission of its own, which few apps have (Messenger Platform docs, user profile, 2026-06). */
const MORE = 'locale,timezone'

/**
 * Tells who a person is that wrote to a Page. What passes by itself is told apart from an answer that is final. Where Facebook tells no
 * profile for good (phone-number accounts, people without one, an app without the right), the name that the Page's inbox shows in its
 * Conversations is taken instead, without a picture.
 */
export function createFacebookProfiles({ graph, ...keys }: PageKeys & { readonly graph: Graph }): ProfilePort {
  return async ({ personId, ...channel }) => {
    const id = graphId(personId)
    if (!id) {
      return { kind: 'untold' }
    }
    const key = await openPageKey(keys, channel)
    return key.kind === 'open' ? withKeyName(await ask({ graph, id, token: key.token, pageId: key.pageId }), key.keyName) : key
  }
}

type Question = { readonly graph: Graph; readonly id: GraphId; readonly token: GraphToken; readonly pageId: GraphId | undefined }
type Answer = Exclude<ProfileAnswer, { kind: 'key-dead' | 'key-unreadable' | 'no-key' }> | KeyDeath

function withKeyName(answer: Answer, keyName: string): ProfileAnswer {
  return answer.kind === 'key-dead' ? deadKey(keyName, answer) : answer
}

async function ask(question: Question): Promise<Answer> {
  const whole = await askProfile(question, `${NAMES},${MORE}`)
  const answer = whole.kind === 'not-granted' ? await askProfile(question, NAMES) : whole
  return answer.kind === 'untold' || answer.kind === 'not-granted' ? await askInbox(question, answer) : answer
}

async function askProfile({ graph, id, token }: Question, fields: string): Promise<Answer> {
  return answerOf(await graph.call({ method: 'GET', path: [id], token, params: { fields } }), profileIn)
}

/** `untold`: what holds when the inbox knows no name either. */
async function askInbox({ graph, id, token, pageId }: Question, untold: Answer): Promise<Answer> {
  if (!pageId) {
    return untold
  }
  const params = { platform: 'messenger', user_id: id, fields: 'participants' }
  const answer = answerOf(await graph.call({ method: 'GET', path: [pageId, 'conversations'], token, params }), (body) =>
    inboxNameIn(body, id),
  )
  return answer.kind === 'untold' || answer.kind === 'not-granted' ? untold : answer
}

function answerOf(answer: GraphAnswer, told: (body: JsonObject) => Answer): Answer {
  switch (answer.kind) {
    case 'ok':
      return told(answer.body)
    case 'refused':
      return refusedAnswer(answer)
    case 'no-answer':
      return notNow(answer.reason)
    default:
      return answer satisfies never
  }
}

/** An empty object is an answer, too: many people have no profile that a Page may read. */
function profileIn(body: JsonObject): Answer {
  const parts = [nameIn(body, 'first_name'), nameIn(body, 'last_name')].filter((part) => part !== undefined)
  const name = nameIn(body, 'name') ?? (parts.length > 0 ? parts.join(' ') : undefined)
  const locale = textIn(body, 'locale')
  return toldOf({
    name,
    pictureUrl: pictureUrlIn(body, 'profile_pic'),
    locale: locale !== undefined && /^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$/.test(locale) && locale.length <= 35 ? locale : undefined,
    utcOffsetMinutes: offsetIn(body),
  })
}

/** Facebook tells hours, halves and quarters of them as decimals (Messenger Platform docs, user profile: "timezone, relative to GMT", 2026-06). */
function offsetIn(body: JsonObject): number | undefined {
  const hours = body['timezone']
  return typeof hours === 'number' && Math.abs(hours) <= 24 ? Math.round(hours * 60) : undefined
}

/** Of a conversation's two participants the one of that id; the other is the Page (Graph docs, Conversations, 2026-06). */
function inboxNameIn(body: JsonObject, id: GraphId): Answer {
  const people = listIn(body).flatMap((conversation) => listIn(conversation['participants']))
  const person = people.find((one) => one['id'] === id)
  return toldOf({ name: person && nameIn(person, 'name'), pictureUrl: undefined, locale: undefined, utcOffsetMinutes: undefined })
}

function toldOf({ name, ...profile }: Profile): Answer {
  return name === undefined ? { kind: 'untold' } : { kind: 'told', profile: { ...profile, name: name.slice(0, 500) } }
}

function refusedAnswer(refusal: GraphRefusal): Answer {
  const { code, subcode } = refusal
  if (code === NOT_GRANTED || subcode === NOT_GRANTED) {
    return { kind: 'not-granted' }
  }
  const meaning = meaningOf(refusal)
  switch (meaning) {
    case 'key-dead':
      return keyDeathOf(refusal)
    case 'permission-missing':
      return { kind: 'not-granted' }
    case 'rate-limited':
    case 'facebook-unwell':
      return notNow(subcode === undefined ? String(code) : `${code}/${subcode}`)
    case 'other':
      // 2018218 (no profile), 100/33 (nobody of that id) and the like: asking again changes nothing.
      return { kind: 'untold' }
    default:
      return meaning satisfies never
  }
}

function notNow(why: GraphSilence['reason'] | (string & {})): Answer {
  return { kind: 'not-now', why: `Facebook did not tell a profile: ${why}` }
}
