import type { WorkspaceId } from '#domain/ids.ts'
import { channelKeyContext, type Sealer } from '#storage/secrets.ts'
import type { Graph } from './graph/graph.ts'
import { graphId } from './graph/graph-id.ts'
import { asToken } from './graph/tokens.ts'
import { pictureUrlIn, textIn } from './graph/fields.ts'

export type Profile = { readonly name: string; readonly pictureUrl: string | undefined }

export type ProfileQuestion = {
  readonly psid: string
  readonly channel: { readonly workspaceId: WorkspaceId; readonly id: string; readonly keyEncrypted: Uint8Array }
}

/**
 * The name and picture of a person who wrote to a Page. Undefined when Facebook does not tell, for whatever reason:
 * many people have no readable profile (Messenger Platform docs, user profile), and a name must never hold up a message.
 */
export async function fetchProfile(graph: Graph, sealer: Sealer, { psid, channel }: ProfileQuestion): Promise<Profile | undefined> {
  const id = graphId(psid)
  if (!id) {
    return undefined
  }
  const token = asToken(sealer.open(channel.keyEncrypted, channelKeyContext(channel)))
  const answer = await graph.call({ method: 'GET', path: [id], token, params: { fields: 'first_name,last_name,name,profile_pic' } })
  if (answer.kind !== 'ok') {
    return undefined
  }
  const { body } = answer
  const parts = [textIn(body, 'first_name'), textIn(body, 'last_name')].filter((part) => part !== undefined)
  const name = textIn(body, 'name') ?? (parts.length > 0 ? parts.join(' ') : undefined)
  return name === undefined ? undefined : { name: name.slice(0, 500), pictureUrl: pictureUrlIn(body, 'profile_pic') }
}
