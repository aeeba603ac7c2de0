import { expect, onTestFinished } from 'vitest'
import { v7 } from 'uuid'
import { ANNA } from './accounts-app.ts'
import { newDeskPlace, startDeskProcess, type DeskProcess } from './desk-process.ts'
import { ALL_SCOPES, FULL_PAGE, OWNER } from './facebook-desk.ts'
import { startSandbox } from './sandbox.ts'

/** People of the sandbox's world who may write to the Page. */
export const CUSTOMERS = ['100014402987731', '100027719465008', '100033650128842', '100058206613397', '100071948350264']

/** A message as the sandbox's Facebook keeps it. */
export type FacebookMessage = { readonly mid: string; readonly from: 'person' | 'page'; readonly text: string }

/**
 * A desk process with its own PostgreSQL, set up and connected to a Page of a sandbox that is not the desk's child: it
 * goes on while the desk is killed, and tries its webhooks again quickly.
 */
export async function openWholeDesk() {
  const place = await newDeskPlace()
  onTestFinished(place.remove)
  const publicUrl = `http://127.0.0.1:${place.port}`
  const sandbox = await startSandbox({ redirectUri: `${publicUrl}/api/v1/facebook/callback` })
  onTestFinished(sandbox.close)
  await sandbox.control('PATCH', 'settings', { retry_delays_ms: [50, 100, 200, 400], webhook_timeout_ms: 2000 })
  const environment = {
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: 'error',
    FACEBOOK_APP_ID: sandbox.appId,
    FACEBOOK_APP_SECRET: sandbox.appSecret,
    FACEBOOK_VERIFY_TOKEN: sandbox.verifyToken,
    FACEBOOK_GRAPH_URL: sandbox.url,
    FACEBOOK_DIALOG_URL: sandbox.url,
  }
  let desk: DeskProcess | undefined
  const start = async (): Promise<void> => void (desk = await startDeskProcess(place, environment, ['--without-web']))
  onTestFinished(async () => void (await desk?.stop()))
  await start()

  let cookie = ''
  async function call(request: string, { body, key = v7() }: { body?: object; key?: string } = {}): Promise<Response> {
    const [method = 'GET', path = ''] = request.split(' ')
    const headers = { cookie, 'idempotency-key': key, ...(body ? { 'content-type': 'application/json' } : {}) }
    return await fetch(`${publicUrl}/api/v1${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  }
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads whatever JSON came
  async function api(request: string, more?: { body?: object; key?: string }): Promise<any> {
    const response = await call(request, more)
    if (!response.ok) {
      throw new Error(`${request}: ${response.status} ${await response.text()}`)
    }
    return await response.json()
  }

  const setUp = await call('POST /set-up', { body: ANNA })
  cookie = setUp.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  await api('PUT /extensions/facebook', { body: { isEnabled: true } })
  const { dialogUrl } = await api('POST /facebook/authorisations')
  const back = new URL(await sandbox.grant(dialogUrl, { personId: OWNER, scopes: ALL_SCOPES }))
  const { headers } = await call(`GET ${back.pathname.replace('/api/v1', '')}${back.search}`)
  const authorisation = headers.get('location')?.split('/').at(-1)
  await api(`POST /facebook/authorisations/${authorisation}/channels`, { body: { pageIds: [FULL_PAGE] } })

  return {
    api,
    call,
    dataDir: place.dataDir,
    sandbox,
    start,
    kill: async () => {
      await desk?.kill()
    },
    write: (person: string, text: string) => sandbox.control('POST', 'messages', { page_id: FULL_PAGE, person_id: person, text }),
    /** What Facebook holds of a conversation, oldest first. */
    conversation: async (person: string): Promise<readonly FacebookMessage[]> =>
      (await sandbox.control<{ messages: FacebookMessage[] }>('GET', `conversations/${FULL_PAGE}/${person}?limit=1000`)).messages,
    /** Until Facebook has delivered all that it has to tell. */
    delivered: () =>
      expect
        .poll(async () => (await sandbox.control<{ waiting: unknown[] }>('GET', 'webhooks')).waiting.length, { timeout: 30_000 })
        .toBe(0),
  }
}
