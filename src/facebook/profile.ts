import type { ProfileAnswer, ProfileQuestion } from '#desk/clients/learn-profile.ts'
import { channelKeyContext, openIfReadable, type Sealer } from '#storage/secrets.ts'
import { pictureUrlIn, textIn } from './graph/fields.ts'
import type { JsonObject } from './json/value.ts'
import type { GraphRefusal } from './graph/graph-answer.ts'
import type { Graph } from './graph/graph.ts'
import { graphId } from './graph/graph-id.ts'
import { meaningOf } from './graph/refusal-meaning.ts'
import { asToken } from './graph/tokens.ts'

/** The app may not read profiles ("Business Asset User Profile Access"; Messenger Platform docs, error codes, 2026-06). */
const NOT_GRANTED = 2_018_247

/** The name and picture of a person who wrote to a Page. What passes by itself is told apart from an answer that is final. */
export async function fetchProfile(graph: Graph, sealer: Sealer, { psid, channel }: ProfileQuestion): Promise<ProfileAnswer> {
  const id = graphId(psid)
  if (!id) {
    return { kind: 'untold' }
  }
  const key = openIfReadable(sealer, channel.keyEncrypted, channelKeyContext(channel))
  if (key === undefined) {
    return { kind: 'key-unreadable' }
  }
  const params = { fields: 'first_name,last_name,name,profile_pic' }
  const answer = await graph.call({ method: 'GET', path: [id], token: asToken(key), params })
  switch (answer.kind) {
    case 'ok':
      return profileIn(answer.body)
    case 'refused':
      return refusedAnswer(answer)
    case 'no-answer':
      return { kind: 'not-now', why: `Facebook did not tell a profile: ${answer.reason}` }
    default:
      return answer satisfies never
  }
}

/** An empty object is an answer, too: many people have no profile that a Page may read. */
function profileIn(body: JsonObject): ProfileAnswer {
  const parts = [textIn(body, 'first_name'), textIn(body, 'last_name')].filter((part) => part !== undefined)
  const name = textIn(body, 'name') ?? (parts.length > 0 ? parts.join(' ') : undefined)
  return name === undefined ? { kind: 'untold' } : { kind: 'told', name: name.slice(0, 500), pictureUrl: pictureUrlIn(body, 'profile_pic') }
}

function refusedAnswer(refusal: GraphRefusal): ProfileAnswer {
  const { code, subcode } = refusal
  if (code === NOT_GRANTED || subcode === NOT_GRANTED) {
    return { kind: 'not-granted' }
  }
  const meaning = meaningOf(refusal)
  switch (meaning) {
    case 'key-dead':
      return { kind: 'key-dead', code, ...(subcode === undefined ? {} : { subcode }) }
    case 'permission-missing':
      return { kind: 'not-granted' }
    case 'rate-limited':
    case 'facebook-unwell':
      return { kind: 'not-now', why: `Facebook did not tell a profile: ${subcode === undefined ? code : `${code}/${subcode}`}` }
    case 'other':
      // 2018218 (no profile), 100/33 (nobody of that id) and the like: asking again changes nothing.
      return { kind: 'untold' }
    default:
      return meaning satisfies never
  }
}
