import { claimReturn } from '#desk/channels/claim-return.ts'
import { forgetAuthorisation } from '#desk/channels/forget-authorisations.ts'
import { keepGrant } from '#desk/channels/keep-grant.ts'
import type { ChannelId } from '#domain/ids.ts'
import { isExtensionEnabled } from '#storage/extensions.ts'
import { authorisationKeyContext } from '#storage/secrets.ts'
import type { GraphToken } from '../graph/graph.ts'
import { isObject } from '../json/value.ts'
import type { GraphAnswer } from '../graph/graph-answer.ts'
import { textIn } from '../graph/fields.ts'
import { issuedToken, type IssuedToken } from '../graph/tokens.ts'
import type { Visitor } from './begin.ts'
import type { FacebookApp } from './facebook-app.ts'
import { missingOf } from './scopes.ts'

/** What Facebook's dialog put into the address. */
export type DialogAnswer = {
  readonly code?: string | undefined
  readonly state?: string | undefined
  readonly error?: string | undefined
  readonly errorCode?: string | undefined
}

/** `channelId`: the Page that one went for, where that is known. */
export type DialogReturn = Returned & { readonly channelId?: ChannelId | undefined }

type Returned =
  | { readonly kind: 'granted'; readonly authorisationId: string }
  | {
      readonly kind: 'refused'
      readonly reason: 'cancelled' | 'permissions-missing' | 'expired' | 'extension-disabled' | 'facebook-unreachable' | 'failed'
      readonly missing: readonly string[]
      /** Facebook's own numbers, where it refused. */
      readonly numbers?: { readonly code: number; readonly subcode: number | undefined }
    }

/**
 * Takes a person back from Facebook's dialog. The state is checked against the session and used up before anything is
 * asked of Facebook. Whatever is not a full grant leaves nothing behind.
 */
export async function comeBack(app: FacebookApp, { actor, sessionId }: Visitor, answer: DialogAnswer): Promise<DialogReturn> {
  if (!(await isExtensionEnabled(app.desk.db, actor.workspaceId, 'facebook'))) {
    return refused('extension-disabled')
  }
  const authorisation = answer.state === undefined ? undefined : await claimReturn(app.desk, actor, { sessionId, state: answer.state })
  if (!authorisation) {
    return refused(answer.state === undefined && isCancelled(answer) ? 'cancelled' : 'expired')
  }
  const { channelId } = authorisation
  const result =
    answer.code === undefined
      ? refused(isCancelled(answer) ? 'cancelled' : 'failed')
      : await grantFor(app, answer.code, authorisation.redirectUri)
  if (result.kind === 'refused') {
    await forgetAuthorisation(app.desk, authorisation)
    return { ...result, channelId }
  }
  await keepGrant(app.desk, authorisation, {
    userTokenEncrypted: app.sealer.seal(result.key.token, authorisationKeyContext(authorisation)),
    userTokenExpiresAt: result.key.expiresAt,
    personId: result.personId,
    personName: result.personName,
    scopes: result.scopes,
  })
  return { kind: 'granted', authorisationId: authorisation.id, channelId }
}

/** "User canceled the Dialog flow": the dialog's other way of saying `access_denied`. */
const CANCELLED = '4201'

function isCancelled({ code, error, errorCode }: DialogAnswer): boolean {
  return code === undefined && (error === 'access_denied' || errorCode === CANCELLED)
}

type Refused = Extract<Returned, { kind: 'refused' }>
type Grant = {
  readonly kind: 'grant'
  readonly key: IssuedToken
  readonly personId: string
  readonly personName: string
  readonly scopes: readonly string[]
}

/** Code → short key → long key → who it is and what was granted. Only a Page key made from a long one lasts. */
async function grantFor(app: FacebookApp, code: string, redirectUri: string): Promise<Grant | Refused> {
  const short = await exchanged(app, { redirect_uri: redirectUri, code })
  if (short.kind === 'refused') {
    return short
  }
  const long = await exchanged(app, { grant_type: 'fb_exchange_token', fb_exchange_token: short.key.token })
  if (long.kind === 'refused') {
    return long
  }
  const [me, permissions] = await Promise.all([
    app.graph.call({ method: 'GET', path: ['me'], token: long.key.token, params: { fields: 'id,name' } }),
    grantedScopes(app, long.key.token),
  ])
  if (me.kind !== 'ok' || permissions.kind === 'refused') {
    return me.kind === 'ok' && permissions.kind === 'refused' ? permissions : failedBy(me)
  }
  const personId = textIn(me.body, 'id')
  if (personId === undefined) {
    return refused('failed')
  }
  const { needed } = missingOf(permissions.scopes)
  return needed.length > 0
    ? refused('permissions-missing', needed)
    : { kind: 'grant', key: long.key, personId, personName: textIn(me.body, 'name') ?? personId, scopes: permissions.scopes }
}

async function exchanged(
  app: FacebookApp,
  params: Readonly<Record<string, string>>,
): Promise<{ readonly kind: 'issued'; readonly key: IssuedToken } | Refused> {
  const answer = await app.graph.exchange(params)
  const key = answer.kind === 'ok' ? issuedToken(answer.body, app.desk.now()) : undefined
  return key ? { kind: 'issued', key } : failedBy(answer)
}

async function grantedScopes(
  app: FacebookApp,
  token: GraphToken,
): Promise<{ readonly kind: 'scopes'; readonly scopes: readonly string[] } | Refused> {
  const answer = await app.graph.call({ method: 'GET', path: ['me', 'permissions'], token })
  const data = answer.kind === 'ok' ? answer.body['data'] : undefined
  if (!Array.isArray(data)) {
    return failedBy(answer)
  }
  const granted = data.filter(isObject).filter((record) => record['status'] === 'granted')
  return { kind: 'scopes', scopes: granted.map((record) => String(record['permission'])) }
}

function failedBy(answer: GraphAnswer): Refused {
  switch (answer.kind) {
    case 'refused':
      return { ...refused('failed'), numbers: { code: answer.code, subcode: answer.subcode } }
    case 'no-answer':
      return refused('facebook-unreachable')
    case 'ok':
      return refused('failed')
  }
}

function refused(reason: Refused['reason'], missing: readonly string[] = []): Refused {
  return { kind: 'refused', reason, missing }
}
