import { FULL_PAGE, OWNER } from './cast.ts'
import { grantInDialog } from './sandbox.ts'

/** An app at the sandbox's Facebook that is not the desk's, or is used as if it were not. */
export type OtherApp = { readonly url: string; readonly appId: string; readonly appSecret: string; readonly redirectUri: string }

/** The key of the Page, as its owner gives it to an app. */
export async function pageToken({ url, appId, appSecret, redirectUri }: OtherApp, scopes: readonly string[]): Promise<string> {
  const there = { client_id: appId, redirect_uri: redirectUri }
  const dialog = new URLSearchParams({ ...there, state: 'elsewhere', scope: scopes.join() })
  const back = new URL(await grantInDialog(`${url}/v26.0/dialog/oauth?${dialog.toString()}`, { personId: OWNER, scopes }))
  const ask = new URLSearchParams({ ...there, client_secret: appSecret, code: back.searchParams.get('code') ?? '' })
  const { access_token: user } = await callGraph(url, `oauth/access_token?${ask.toString()}`)
  const { access_token: page } = await callGraph(url, `${FULL_PAGE}?fields=access_token`, { token: String(user) })
  return String(page)
}

type Call = { readonly token?: string; readonly body?: object }

/** Throws what Facebook says where it refuses. */
export async function callGraph(url: string, path: string, { token, body }: Call = {}): Promise<Record<string, unknown>> {
  const answer = await fetch(`${url}/v26.0/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  }
  return (await answer.json()) as Record<string, unknown>
}
