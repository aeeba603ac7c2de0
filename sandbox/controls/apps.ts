import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { newObjectId } from '../world/ids.ts'
import { APP_ROLES, type AppRole, type LoginConfiguration } from '../world/login/configuration.ts'
import { PERMISSIONS } from '../world/login/scopes.ts'
import { seedApp } from '../world/seed.ts'
import { type App, tell, type World } from '../world/world.ts'
import { ControlError, flag, type Input, inputOf, name, neededName, object, objects, oneOf, personIn, text, texts } from './input.ts'

type ById = { Params: { id: string } }

/** What a developer does in the App Dashboard: makes apps and changes their settings. */
export function appRoutes(server: FastifyInstance, world: World): void {
  server.get('/sandbox/apps', () => ({ apps: [...world.state.apps.values()].map(shownApp) }))
  server.post('/sandbox/apps', (request) => makeApp(world, inputOf(request.body)))
  server.get<ById>('/sandbox/apps/:id', (request) => shownApp(appIn(world, request.params.id)))
  server.patch<ById>('/sandbox/apps/:id', (request) => shownApp(changeApp(world, appIn(world, request.params.id), inputOf(request.body))))
}

/** The app named, or the one the sandbox was started with. */
export function appIn(world: World, id: string | undefined): App {
  const app = world.state.apps.get(id ?? world.state.mainAppId)
  if (!app) {
    throw new ControlError(404, `There is no app ${id}.`)
  }
  return app
}

/** The only answer that holds the keys of an app. */
function makeApp(world: World, input: Input) {
  const app = seedApp({
    id: newObjectId(),
    secret: randomBytes(16).toString('hex'),
    verifyToken: text(input, 'verify_token') ?? randomBytes(9).toString('base64url'),
    redirectUris: [],
  })
  app.name = neededName(input, 'name')
  changeApp(world, app, input)
  world.state.apps.set(app.id, app)
  tell(world, { type: 'cast' })
  return { ...shownApp(app), secret: app.secret, verify_token: app.verifyToken }
}

function changeApp(world: World, app: App, input: Input): App {
  const configurations = input['configurations'] === undefined ? undefined : objects(input, 'configurations').map(configurationIn)
  const roles = input['roles'] === undefined ? undefined : rolesIn(world, input)
  const features = object(input, 'features') ?? {}
  // All is read before anything is changed: a wrong value changes nothing.
  Object.assign(app, {
    redirectUris: texts(input, 'redirect_uris') ?? app.redirectUris,
    mode: oneOf(input, 'mode', ['live', 'development']) ?? app.mode,
    name: name(input, 'name') ?? app.name,
    deauthorizeUrl: addressIn(input, 'deauthorize_url', app.deauthorizeUrl),
    dataDeletionUrl: addressIn(input, 'data_deletion_url', app.dataDeletionUrl),
    features: {
      humanAgent: flag(features, 'human_agent') ?? app.features.humanAgent,
      profileAccess: flag(features, 'profile_access') ?? app.features.profileAccess,
    },
  } satisfies Partial<App>)
  replace(
    app.configurations,
    configurations?.map((each) => [each.id, each]),
  )
  replace(app.roles, roles)
  tell(world, { type: 'cast' })
  return app
}

function shownApp(app: App) {
  return {
    id: app.id,
    name: app.name,
    mode: app.mode,
    redirect_uris: app.redirectUris,
    deauthorize_url: app.deauthorizeUrl ?? null,
    data_deletion_url: app.dataDeletionUrl ?? null,
    features: { human_agent: app.features.humanAgent, profile_access: app.features.profileAccess },
    roles: Object.fromEntries(app.roles),
    configurations: [...app.configurations.values()],
    subscriptions: [...app.subscriptions.values()].map(({ object, callbackUrl, fields }) => ({
      object,
      callback_url: callbackUrl,
      fields,
    })),
  }
}

function configurationIn(input: Input): LoginConfiguration {
  const permissions = texts(input, 'permissions') ?? []
  const unknown = permissions.filter((permission) => !Object.hasOwn(PERMISSIONS, permission))
  if (permissions.length === 0 || unknown.length > 0) {
    throw new ControlError(400, `A configuration needs permissions that exist; found [${permissions.join(', ')}].`)
  }
  return {
    id: text(input, 'id') ?? newObjectId(),
    name: text(input, 'name') ?? 'Configuration',
    permissions,
    assets: texts(input, 'assets') ?? ['pages'],
    token: oneOf(input, 'token', ['user', 'system-user']) ?? 'user',
    expires: oneOf(input, 'expires', ['60-days', 'never']) ?? '60-days',
  }
}

/** Person → role; null takes the role away. The list given replaces the old one. */
function rolesIn(world: World, input: Input): [string, AppRole][] {
  const roles = object(input, 'roles') ?? {}
  return Object.keys(roles).flatMap((personId) => {
    const role = oneOf(roles, personId, APP_ROLES)
    return role === undefined ? [] : [[personIn(world, personId).id, role]]
  })
}

function replace<Value>(map: Map<string, Value>, entries: readonly (readonly [string, Value])[] | undefined): void {
  if (entries) {
    map.clear()
    for (const [key, value] of entries) {
      map.set(key, value)
    }
  }
}

/** An absolute address, or null for none. */
function addressIn(input: Input, name: string, before: string | undefined): string | undefined {
  const value = input[name]
  if (value === undefined || value === null) {
    return value === null ? undefined : before
  }
  if (typeof value !== 'string' || !URL.canParse(value)) {
    throw new ControlError(400, `${name} must be an absolute address or null.`)
  }
  return value
}
