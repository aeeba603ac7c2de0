import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPicture, openBrowser, openPage } from '#test/browser.ts'
import { FULL_PAGE } from '#test/cast.ts'
import { startConnectedDesk, type ConnectedDesk } from '#test/connected-desk.ts'
import { sign } from '#test/intake-desk.ts'
import { cameraJpeg } from '#test/pictures.ts'

/** What strangers write to harm whoever reads it, in every place where the desk shows it, in a real browser. */
const RUNS = [
  `<script>window.__ran=1</script>`,
  `<img src=x onerror="window.__ran=1">`,
  `<xmp><svg onload=window.__ran=1>`,
  `<math><mtext><img src=x onerror=window.__ran=1>`,
  `"'><iframe srcdoc="<script>parent.__ran=1</script>">`,
  `{{constructor.constructor('window.__ran=1')()}}`,
].join(' ')
const LINKS = 'javascript:window.__ran=1 vbscript:msgbox(1) data:text/html,<script>parent.__ran=1</script>'
const NAME = `<img src=x onerror=window.__ran=1> \u202egnp.Ann\u200b`
const ZALGO = `Z${'\u0335\u0321\u034e\u0489'.repeat(4_000)}algo`

let desk: ConnectedDesk
let browser: Browser
let page: Page
let person: string
let ticketId: string
const dialogs: string[] = []
const asked: string[] = []
let moment = Date.now() - 3_600_000

const log = () => page.getByRole('log')

/** As Facebook delivers it, signed. */
async function hear(item: object): Promise<void> {
  moment += 1000
  const about = { sender: { id: person }, recipient: { id: FULL_PAGE }, timestamp: moment }
  const body = JSON.stringify({ object: 'page', entry: [{ id: FULL_PAGE, time: moment, messaging: [{ ...about, ...item }] }] })
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(body, desk.sandbox.appSecret) }
  const { status } = await fetch(`${desk.url}/webhooks/facebook`, { method: 'POST', headers, body })
  expect(status).toBe(200)
}

/** A file lies where Facebook's files lie; the address of it. */
async function send(name: string, { type, bytes }: { readonly type: string; readonly bytes: Uint8Array | string }): Promise<void> {
  const upload = await fetch(`${desk.sandbox.url}/sandbox/media?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
  })
  const { media_id } = (await upload.json()) as { media_id: string }
  const kind = type.startsWith('image/') ? 'image' : 'file'
  await desk.sandbox.control('POST', 'messages', {
    page_id: FULL_PAGE,
    person_id: personId,
    attachments: [{ type: kind, media_id }],
  })
}
let personId: string

const ITEMS: readonly object[] = [
  { message: { mid: 'h_1', text: RUNS } },
  {
    message: {
      mid: 'h_2',
      text: `${LINKS} https://рауpal.com/login \u202ehttps://evil.example/gpj.exe https://bank.example@evil.example/`,
    },
  },
  {
    message: {
      mid: 'h_3',
      text: RUNS,
      attachments: [
        { type: 'fallback', title: RUNS, payload: { url: 'javascript:window.__ran=1', title: RUNS } },
        { type: 'post', payload: { url: 'data:text/html,<script>1</script>', id: '../../"><script>', title: RUNS } },
        { type: 'reel', payload: { url: 'vbscript:1', title: RUNS } },
        { type: 'location', title: RUNS, payload: { coordinates: { lat: 1, long: 2 } } },
        { type: RUNS, payload: { title: RUNS } },
      ],
    },
  },
  {
    message: {
      mid: 'h_4',
      attachments: [
        {
          type: 'template',
          title: RUNS,
          payload: {
            template_type: 'generic',
            elements: ['one', 'two'].map((title) => ({
              title: `${title} ${RUNS}`,
              subtitle: RUNS,
              item_url: 'javascript:window.__ran=1',
              image_url: 'javascript:window.__ran=1',
              buttons: [{ type: 'web_url', title: RUNS, url: 'javascript:window.__ran=1' }],
            })),
          },
        },
        {
          type: 'template',
          payload: { product: { elements: [{ id: '1', title: RUNS, subtitle: RUNS, image_url: 'data:image/svg+xml,<svg>' }] } },
        },
      ],
    },
  },
  { message: { mid: 'h_5', text: RUNS, quick_reply: { payload: RUNS }, reply_to: { mid: 'h_1' } } },
  {
    postback: {
      mid: 'h_6',
      title: RUNS,
      payload: RUNS,
      referral: { ref: RUNS, source: 'ADS', ad_id: RUNS, ads_context_data: { ad_title: RUNS, post_id: '"><script>' } },
    },
  },
  { referral: { ref: RUNS, source: 'CUSTOMER_CHAT_PLUGIN', referer_uri: 'javascript:window.__ran=1' } },
  { optin: { type: 'notification_messages', title: RUNS, payload: RUNS } },
  { order: { products: [{ id: '1', title: RUNS, quantity: 1, unit_price: RUNS, currency: RUNS }], note: RUNS } },
  {
    messaging_feedback: {
      feedback_screens: [{ screen_id: 0, questions: { [RUNS]: { type: 'csat', payload: RUNS, follow_up: { payload: RUNS } } } }],
    },
  },
  { message_edit: { mid: 'h_1', text: `Edited ${RUNS}`, num_edit: 1 } },
  { reaction: { mid: 'h_1', action: 'react', emoji: RUNS, reaction: RUNS } },
  { [RUNS]: { [RUNS]: RUNS } },
  { message: { mid: 'h_7', text: `A megabyte: ${'long words '.repeat(95_000)}` } },
  { message: { mid: 'h_8', text: `Ten thousand: ${'🚲'.repeat(9_900)}` } },
  { message: { mid: 'h_9', text: ZALGO } },
]

beforeAll(async () => {
  desk = await startConnectedDesk({ LOG_LEVEL: 'info' }, { withWeb: true })
  browser = await openBrowser()
  page = await openPage(browser)
  personId = (await desk.sandbox.control<{ id: string }>('POST', 'people', { name: NAME })).id
  const first = { page_id: FULL_PAGE, person_id: personId, text: 'Hello' }
  person = (await desk.sandbox.control<{ psid: string }>('POST', 'messages', first)).psid
  const [name = '', value = ''] = desk.cookie().split('=')
  await page.context().addCookies([{ name, value: decodeURIComponent(value), url: desk.url }])
  await page.addInitScript(
    `window.__violations = []; document.addEventListener('securitypolicyviolation', (event) => window.__violations.push(event.violatedDirective + ' ' + event.blockedURI))`,
  )
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('request', (request) => asked.push(request.url()))
}, 480_000)

afterAll(async () => {
  await browser?.close()
  await desk?.close()
})

/** Nothing ran, nothing was asked of anybody else, nothing leads anywhere but to the web, and no policy had to hold anything back. */
async function expectHarmless(where: string): Promise<void> {
  const seen = await page.evaluate<{ ran: unknown; violations: string[]; links: string[]; frames: number; scripts: string[] }>(`({
    ran: window.__ran ?? null,
    violations: window.__violations,
    links: [...document.querySelectorAll('a[href]')].filter((link) => !/^https?:$/.test(link.protocol)).map((link) => link.outerHTML),
    frames: document.querySelectorAll('iframe, object, embed, xmp, math, .thread script').length,
    scripts: [...document.scripts].map(({ src }) => new URL(src).origin).filter((origin) => origin !== location.origin),
  })`)
  expect(seen, where).toEqual({ ran: null, violations: [], links: [], frames: 0, scripts: [] })
  expect(dialogs).toEqual([])
  expect(asked.filter((address) => !address.startsWith(desk.url) && !address.startsWith('data:') && !address.startsWith('blob:'))).toEqual(
    [],
  )
}

test('all of it arrives, and is taken in', { timeout: 120_000 }, async () => {
  await expect.poll(async () => (await desk.api('GET /tickets')).tickets[0]?.client.name, { timeout: 30_000 }).toContain('onerror')
  ticketId = (await desk.api('GET /tickets')).tickets[0].id
  for (const item of ITEMS) {
    await hear(item)
  }
  await desk.api(`POST /tickets/${ticketId}/internal-comments`, { body: { text: RUNS } })
  const { client } = await desk.api(`GET /tickets/${ticketId}`)
  const written = [
    await desk.call(`PUT /clients/${client.id}/note`, { body: { note: RUNS, before: '' } }),
    await desk.call('PUT /account/name', { body: { name: NAME } }),
    await desk.call('POST /invitations', { body: { email: 'bea@example.com', role: 'agent' } }),
  ]
  expect(written.filter(({ ok }) => !ok).map(({ url, status }) => [url, status])).toEqual([])
  // The name of who invites stands in the mail.
  expect((await desk.api('GET /mails')).mails).toHaveLength(1)
})

test('attacks 17, 18: in the list and the conversation it is words', { timeout: 120_000 }, async () => {
  await page.goto(`${desk.url}/tickets/all`)
  await page.locator('.row').first().waitFor()
  await expectHarmless('the list')
  await page.locator('.row').first().click()
  await log().getByText('algo').last().waitFor()
  for (const more of ['Show history', 'Show raw'] as const) {
    // Each is called otherwise once it was pressed.
    for (const buttons = log().getByRole('button', { name: more }); (await buttons.count()) > 0;) {
      await buttons.first().press('Enter')
    }
  }
  await expect.poll(() => log().getByText('<script>window.__ran=1</script>').count()).toBeGreaterThan(8)
  await page.getByRole('complementary', { name: 'Client' }).getByText('<xmp><svg onload').first().waitFor()
  await expectHarmless('the conversation')
  await keepPicture(page, 'hostile-conversation')
})

test('attack 18: no link leads where it does not say, and a name turns nothing around', async () => {
  const links = await log()
    .locator('.bubble a')
    .evaluateAll((found) => found.map((link) => [link.textContent, link.getAttribute('href')]))
  expect(links).toEqual([['https://xn--pal-5cd3fta.com/login', 'https://xn--pal-5cd3fta.com/login']])
  const { tickets } = await desk.api('GET /tickets')
  expect(tickets[0].client.name).not.toMatch(/[\u200b\u202e]/)
})

test('attack 19: in the title of the window its letters keep to themselves', async () => {
  expect(await page.title()).toMatch(/^(?:\(\d+\) )?#1 \u2068<img[^\u2066-\u2069\u202a-\u202e]*\u2069 · Pagedesk$/)
})

test('attack 19: nothing of it is in the log, where each line is one', () => {
  const lines = desk
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.filter((line) => !JSON.parse(line))).toEqual([])
  expect(desk.output()).not.toContain('__ran')
})

test('attack 22: a megabyte is cut and says so, and heaps of marks cover nothing', async () => {
  await log().getByText('The rest of a very long text').waitFor()
  const lengths = await log()
    .locator('.bubble')
    .evaluateAll((bubbles) => bubbles.map(({ textContent }) => textContent?.length ?? 0))
  expect(Math.max(...lengths)).toBeLessThanOrEqual(20_000)
  const zalgo = log().locator('.bubble', { hasText: 'algo' }).last()
  expect(await zalgo.evaluate((bubble) => bubble.ownerDocument.defaultView?.getComputedStyle(bubble).overflowY)).toBe('clip')
  await page.getByRole('textbox', { name: /^Message to/ }).fill('The composer still listens')
  await page.getByRole('textbox', { name: /^Message to/ }).fill('')
})

test('attacks 17, 19: in settings, mails, commands and choices it is words', { timeout: 120_000 }, async () => {
  for (const path of ['settings/channels', 'settings/people', 'settings/mail', 'first-steps', 'me']) {
    await page.goto(`${desk.url}/${path}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await expectHarmless(path)
  }
  await page.goto(`${desk.url}/tickets/all/${ticketId}`)
  await page.getByRole('complementary', { name: 'Client' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await expectHarmless('the command menu')
  await page.keyboard.press('Escape')
})

type Told = {
  readonly part: string
  readonly name: string | null
  readonly type: string | null
  readonly url: string | null
  readonly state: string
}

test(
  'attacks 26, 27: a file that is something else is saved and runs nowhere; a picture is a picture alone',
  { timeout: 180_000 },
  async () => {
    const evil = `<!doctype html><script>window.__ran=1</script>`
    await send('photo.jpg', { type: 'image/jpeg', bytes: evil })
    await send('drawing.png', { type: 'image/png', bytes: `<svg xmlns="http://www.w3.org/2000/svg"><script>window.__ran=1</script></svg>` })
    await send('code.js', { type: 'application/octet-stream', bytes: 'window.__ran=1' })
    await send(`../../x\u202egpj.html`, { type: 'application/octet-stream', bytes: evil })
    await send('holiday.jpg', { type: 'image/jpeg', bytes: Buffer.concat([await cameraJpeg(), Buffer.from(evil)]) })
    const files = async () => {
      const { messages } = await desk.api(`GET /tickets/${ticketId}/messages`)
      const parts = messages.flatMap((line: { parts?: Told[] }) => line.parts ?? []) as Told[]
      return parts.filter(({ part, state, url }) => part === 'file' && state === 'kept' && url !== null)
    }
    await expect.poll(async () => (await files()).length, { timeout: 60_000 }).toBe(5)
    const kept = await files()
    expect(kept.filter(({ name }) => /[\u202e\u200b]/.test(name ?? ''))).toEqual([])
    const opened = await openPage(browser)
    await opened.context().addCookies(await page.context().cookies())
    for (const { url, type } of kept) {
      for (const size of ['', '?size=original']) {
        const saved = opened.waitForEvent('download', { timeout: 3000 }).then(
          () => true,
          () => false,
        )
        await opened.goto(`${desk.url}${url}${size}`).catch(() => undefined)
        const isPicture = type === 'image/jpeg' && size === ''
        expect([url, size, await saved]).toEqual([url, size, !isPicture])
        expect(await opened.evaluate('window.__ran ?? null')).toBeNull()
        if (isPicture) {
          expect(await opened.evaluate('self.origin')).toBe('null')
        }
      }
    }
    await page.goto(`${desk.url}/tickets/all/${ticketId}`)
    await log().getByText('algo').last().waitFor()
    for (const { url } of kept) {
      const ran = await page.evaluate(`new Promise((done) => {
      const script = document.createElement('script')
      script.onload = () => done('loaded')
      script.onerror = () => done('refused')
      script.src = ${JSON.stringify(url)}
      document.head.append(script)
    })`)
      expect(ran).toBe('refused')
    }
    expect(await page.evaluate('window.__ran ?? null')).toBeNull()
    await opened.context().close()
  },
)
