import { randomBytes } from 'node:crypto'
import { beginAuthorisation } from '#desk/channels/begin-authorisation.ts'
import type { Actor } from '#desk/desk.ts'
import type { ChannelId } from '#domain/ids.ts'
import type { FacebookApp } from './facebook-app.ts'
import { ASKED } from './scopes.ts'

/** Who stands before the door: the actor, and the session that everything is bound to. */
export type Visitor = { readonly actor: Actor; readonly sessionId: string }

export type DialogWish = {
  /** Facebook asks once more for what was declined before; else its quick button repeats the old answer. */
  readonly isAskingAgain: boolean
  /** The Page whose key is to be renewed: one comes back to its settings. */
  readonly channelId: ChannelId | undefined
}

const STATE_BYTES = 32

/** Where Facebook's window leads back to; it must stand in the app's settings, letter by letter. */
export function returnAddress(publicUrl: string): string {
  return `${publicUrl}/api/v1/facebook/callback`
}

/** Begins a walk through Facebook's dialog and tells where the dialog is. Throws `not-allowed`, `extension-disabled`, and `not-found` of a Page. */
export async function begin(
  app: FacebookApp,
  { actor, sessionId }: Visitor,
  { isAskingAgain, channelId }: DialogWish,
): Promise<{ readonly dialogUrl: string }> {
  const state = randomBytes(STATE_BYTES).toString('base64url')
  const redirectUri = returnAddress(app.publicUrl)
  await beginAuthorisation(app.desk, actor, { sessionId, state, redirectUri, channelId })
  const url = new URL(`${app.dialogUrl.replace(/\/+$/, '')}/${app.version}/dialog/oauth`)
  url.search = new URLSearchParams({
    client_id: app.graph.appId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: [...ASKED, ...(app.utilityPermission === undefined ? [] : [app.utilityPermission])].join(','),
    state,
    ...(isAskingAgain ? { auth_type: 'rerequest' } : {}),
  }).toString()
  return { dialogUrl: url.href }
}
