import { v7 } from 'uuid'
import { ALL_SCOPES, ANNA, FULL_PAGE, OWNER } from './cast.ts'
import { newDeskPlace, startDeskProcess, type DeskProcess } from './desk-process.ts'
import { startSandbox } from './sandbox.ts'

/** A message as the sandbox's Facebook keeps it. */
export type FacebookMessage = {
  readonly mid: string
  readonly from: 'person' | 'page'
  readonly text: string
  /** The mid of the message that it answers. */
  readonly reply_to: string | null
  readonly attachments: readonly {
    readonly type: string
    readonly url: string
    readonly payload: Readonly<Record<string, unknown>> | null
  }[]
  readonly quick_replies: readonly { readonly title?: string }[]
}

export type ConnectedDesk = Awaited<ReturnType<typeof startConnectedDesk>>

/**
 * A desk process, set up and connected to a Page of a sandbox that is not the desk's child: it goes on while the desk is killed, and tries
 * its webhooks again quickly. With its own PostgreSQL, unless the environment names another.
 */
export async function startConnectedDesk(environment: Readonly<Record<string, string>> = {}, { withWeb = false } = {}) {
  const place = await newDeskPlace()
  const publicUrl = `http://127.0.0.1:${place.port}`
  const sandbox = await startSandbox({ redirectUri: `${publicUrl}/api/v1/facebook/callback` })
  const whole = {
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: 'error',
    FACEBOOK_APP_ID: sandbox.appId,
    FACEBOOK_APP_SECRET: sandbox.appSecret,
    FACEBOOK_VERIFY_TOKEN: sandbox.verifyToken,
    FACEBOOK_GRAPH_URL: sandbox.url,
    FACEBOOK_DIALOG_URL: sandbox.url,
    ...environment,
  }
  const utility = environment['FACEBOOK_UTILITY_PERMISSION']
  const scopes = utility === undefined ? ALL_SCOPES : [...ALL_SCOPES, utility]
  let desk: DeskProcess | undefined
  const start = async (): Promise<void> => void (desk = await startDeskProcess(place, whole, withWeb ? [] : ['--without-web']))
  const close = async (): Promise<void> => {
    await desk?.stop()
    await sandbox.close()
    await place.remove()
  }
  let cookie = ''

  async function call(request: string, { body, key = v7() }: { body?: object; key?: string } = {}): Promise<Response> {
    const [method = 'GET', path = ''] = request.split(' ')
    const isFile = body instanceof Uint8Array
    const type = isFile ? 'application/octet-stream' : 'application/json'
    const headers = { cookie, 'idempotency-key': key, ...(body ? { 'content-type': type } : {}) }
    return await fetch(`${publicUrl}/api/v1${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(body ? { body: isFile ? new Blob([new Uint8Array(body)]) : JSON.stringify(body) } : {}),
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

  async function connect(): Promise<void> {
    await sandbox.control('PATCH', 'settings', { retry_delays_ms: [50, 100, 200, 400], webhook_timeout_ms: 2000 })
    const setUp = await call('POST /set-up', { body: ANNA })
    cookie = setUp.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    await api('PUT /extensions/facebook', { body: { isEnabled: true } })
    await connectPage()
  }

  /** Whoever owns the Page goes through Facebook's dialog, for the first time or again. */
  async function connectPage(): Promise<void> {
    const { dialogUrl } = await api('POST /facebook/authorisations')
    const back = new URL(await sandbox.grant(dialogUrl, { personId: OWNER, scopes }))
    const { headers } = await call(`GET ${back.pathname.replace('/api/v1', '')}${back.search}`)
    const authorisation = headers.get('location')?.split('/').at(-1)
    await api(`POST /facebook/authorisations/${authorisation}/channels`, { body: { pageIds: [FULL_PAGE] } })
  }

  try {
    await start()
    await connect()
  } catch (error) {
    await close()
    throw error
  }
  return {
    api,
    call,
    url: publicUrl,
    dataDir: place.dataDir,
    sandbox,
    start,
    close,
    pid: () => desk?.pid ?? 0,
    /** What the desk's process wrote, the whole of its log included. */
    output: () => desk?.output() ?? '',
    /** The session's cookie, for what is no plain call. */
    cookie: () => cookie,
    kill: async () => {
      await desk?.kill()
    },
    connectPage,
    write: (person: string, text: string) => sandbox.control('POST', 'messages', { page_id: FULL_PAGE, person_id: person, text }),
    /** What Facebook holds of a conversation, oldest first. */
    conversation: async (person: string): Promise<readonly FacebookMessage[]> =>
      (await sandbox.control<{ messages: FacebookMessage[] }>('GET', `conversations/${FULL_PAGE}/${person}?limit=1000`)).messages,
    /** How many webhooks Facebook still has to deliver. */
    undelivered: async () => (await sandbox.control<{ waiting: unknown[] }>('GET', 'webhooks')).waiting.length,
  }
}
