import { dropGrant } from '../world/login/grants.ts'
import type { App, Grant, World } from '../world/world.ts'
import type { Reply } from './http.ts'
import { postSignedRequest } from './signed-request.ts'

/** The app leaves the person's account: its tokens die, and its deauthorize callback, if any, is called. */
export async function removeApp(world: World, grant: Grant): Promise<Reply | undefined> {
  dropGrant(world, grant)
  const app = world.state.apps.get(grant.appId)
  return app?.deauthorizeUrl === undefined
    ? undefined
    : postSignedRequest(world, app, { url: app.deauthorizeUrl, label: 'deauthorize', personId: grant.personId })
}

/** What an app answered to a request to delete a person's data, and what is wrong with it. */
export type DeletionAnswer = {
  readonly reply: Reply
  readonly url: string | undefined
  readonly confirmationCode: string | undefined
  readonly problems: readonly string[]
}

/** Asks the app to delete what it keeps of a person; it must answer `{url, confirmation_code}` (data deletion callback docs). */
export async function requestDeletion(world: World, app: App, call: { url: string; personId: string }): Promise<DeletionAnswer> {
  const reply = await postSignedRequest(world, app, { ...call, label: 'data deletion' })
  const answer = 'status' in reply ? fieldsOf(reply.body) : {}
  const url = typeof answer['url'] === 'string' ? answer['url'] : undefined
  const code = answer['confirmation_code']
  const confirmationCode = typeof code === 'string' || typeof code === 'number' ? String(code) : undefined
  const problems = [
    statusProblem(reply),
    url !== undefined && /^https?:$/.test(URL.parse(url)?.protocol ?? '') ? '' : 'url is not an absolute address.',
    /^[A-Za-z0-9]+$/.test(confirmationCode ?? '') ? '' : 'confirmation_code is not made of letters and digits.',
  ].filter((problem) => problem !== '')
  return { reply, url, confirmationCode, problems }
}

function statusProblem(reply: Reply): string {
  if ('failure' in reply) {
    return `The call failed: ${reply.failure}.`
  }
  return reply.status === 200 ? '' : `The status is ${reply.status}, not 200.`
}

function fieldsOf(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    // An answer that is no JSON is an expected outcome: it shows as missing fields.
    return {}
  }
}
