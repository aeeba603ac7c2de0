import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Passport } from 'passport'
import { type Profile, Strategy, type StrategyOptions } from 'passport-facebook'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { OWNER_ID } from '../world/seed.ts'
import { type Box, openBox } from './box.ts'
import { type Seen, visit } from './browser.ts'
import { env } from './graph.ts'

let box: Box
let app: App
beforeEach(async () => {
  box = await openBox()
})
afterEach(async () => {
  await app.close()
  await box.close()
})

/** What the strategy said of a login: a person, a refusal, or an error. */
type Outcome =
  | { readonly kind: 'success'; readonly profile: Profile; readonly token: string }
  | { readonly kind: 'fail' }
  | { readonly kind: 'error'; readonly error: Readonly<Record<string, unknown>> }
type App = { readonly url: string; close(): Promise<void> }
type Options = Partial<StrategyOptions> & { readonly scope?: string[]; readonly authType?: string }

/** A small web app that lets people in by passport-facebook, pointed at the sandbox by its three addresses. */
async function openApp(options: Options = {}): Promise<App> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const passport = new Passport()
  passport.use(strategyFor(`${url}/back`, options))
  server.on('request', (request, response) => logIn(passport, { request, response }, options))
  await box.control('redirect-uris', { redirect_uri: `${url}/back` })
  return { url, close: () => closed(server) }
}

function strategyFor(callbackURL: string, options: Options): Strategy {
  const graphUrl = env(box, 'GRAPH_URL')
  return new Strategy(
    {
      clientID: env(box, 'APP_ID'),
      clientSecret: env(box, 'APP_SECRET'),
      callbackURL,
      authorizationURL: `${env(box, 'DIALOG_URL')}/v26.0/dialog/oauth`,
      tokenURL: `${graphUrl}/v26.0/oauth/access_token`,
      profileURL: `${graphUrl}/v26.0/me`,
      profileFields: ['id', 'displayName', 'name', 'emails', 'photos'],
      ...options,
    },
    (token: string, _refresh: string, profile: Profile, done: (error: unknown, user?: object) => void) =>
      done(undefined, { profile, token }),
  )
}

function logIn(
  passport: InstanceType<typeof Passport>,
  call: { request: IncomingMessage; response: ServerResponse },
  options: Options,
): void {
  const { request, response } = call
  const said = (outcome: Outcome) => response.end(JSON.stringify(outcome))
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://app').searchParams)
  const settle = (error: unknown, user: object | false | undefined) => {
    if (error instanceof Error) {
      said({ kind: 'error', error: { ...Object.fromEntries(Object.entries(error)), message: error.message } })
    } else {
      said(user ? ({ kind: 'success', ...user } as Outcome) : { kind: 'fail' })
    }
  }
  const { scope, authType } = options
  const run = passport.authenticate('facebook', { scope, authType, session: false } as object, settle) as (
    request: object,
    response: ServerResponse,
    next: (error: unknown) => void,
  ) => void
  run(Object.assign(request, { query }), response, (error) => settle(error, undefined))
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** From the app's own button to the first screen of the dialog, as the owner of the Pages. */
async function toDialog(): Promise<Seen> {
  const away = await visit(`${app.url}/login`)
  return (await visit(away.location ?? '')).press('Jagna Morawska')
}

async function outcomeOf(back: URL | undefined): Promise<Outcome> {
  return JSON.parse((await visit(back ?? '')).html) as Outcome
}

async function allow(screen: Seen, scopes?: readonly string[]): Promise<URL | undefined> {
  const review = await screen.press('Continue as Jagna')
  const done = await review.press('Save', scopes === undefined ? {} : { scope: scopes })
  return (await done.press('Got it')).location
}

test('[seen] GET /dialog/oauth, POST /oauth/access_token, GET /{user}: passport-facebook lets a person in with name, e-mail and picture', async () => {
  app = await openApp({ scope: ['email'] })
  await box.control(`people/${OWNER_ID}/remove-app`, {})
  const outcome = await outcomeOf(await allow(await toDialog()))
  expect(outcome).toMatchObject({
    kind: 'success',
    token: expect.stringMatching(/^EAA/),
    profile: {
      provider: 'facebook',
      id: expect.stringMatching(/^\d{15,17}$/),
      displayName: 'Jagna Morawska',
      name: { givenName: 'Jagna', familyName: 'Morawska' },
      emails: [{ value: expect.stringContaining('@example.com') }],
      photos: [{ value: expect.stringContaining('/sandbox/pictures/') }],
    },
  })
})

test('[docs] GET /{user}: passport-facebook sends a proof of its secret where the app requires one', async () => {
  app = await openApp({ enableProof: true })
  await box.control('settings', { appsecret_proof_required: true }, 'PATCH')
  const { location } = await (await toDialog()).press('Continue as Jagna')
  expect(await outcomeOf(location)).toMatchObject({ kind: 'success', profile: { displayName: 'Jagna Morawska' } })
})

test('[docs] GET /{user}: passport-facebook without a proof is refused where the app requires one', async () => {
  app = await openApp()
  await box.control('settings', { appsecret_proof_required: true }, 'PATCH')
  const { location } = await (await toDialog()).press('Continue as Jagna')
  expect(await outcomeOf(location)).toMatchObject({
    kind: 'error',
    error: { name: 'FacebookGraphAPIError', code: 100, message: 'API calls from the server require an appsecret_proof argument' },
  })
})

test('[docs] GET /{user}: passport-facebook gets no e-mail when the person switched it off, and can ask again', async () => {
  app = await openApp({ scope: ['email'], authType: 'rerequest' })
  await box.control(`people/${OWNER_ID}/remove-app`, {})
  const without = await outcomeOf(await allow(await toDialog(), []))
  expect(without).toMatchObject({ kind: 'success', profile: { displayName: 'Jagna Morawska' } })
  expect(without).not.toHaveProperty('profile.emails')
  expect(await outcomeOf(await allow(await toDialog()))).toHaveProperty('profile.emails')
})

test('[seen] GET /dialog/oauth: passport-facebook takes a cancelled login for a refusal', async () => {
  app = await openApp()
  expect(await outcomeOf((await (await toDialog()).press('Cancel')).location)).toEqual({ kind: 'fail' })
})

test('[docs] POST /oauth/access_token: passport-facebook is told that its secret is wrong', async () => {
  app = await openApp({ clientSecret: 'not-the-secret' })
  const { location } = await (await toDialog()).press('Continue as Jagna')
  expect(await outcomeOf(location)).toMatchObject({
    kind: 'error',
    error: { name: 'FacebookTokenError', code: 1, type: 'OAuthException', message: 'Error validating client secret.' },
  })
})

test('[seen] POST /oauth/access_token: passport-facebook is told that its code has been used', async () => {
  app = await openApp()
  const { location } = await (await toDialog()).press('Continue as Jagna')
  await outcomeOf(location)
  expect(await outcomeOf(location)).toMatchObject({
    kind: 'error',
    error: { code: 100, subcode: 36009, message: 'This authorization code has been used.' },
  })
})
