import type { FastifyInstance } from 'fastify'
import { mainApp, type Settings, tell, type World } from '../world/world.ts'
import { ControlError, flag, type Input, inputOf, needed, number, oneOf } from './input.ts'

/** Where Facebook's behaviour is a switch, or not known for sure. */
export function settingsRoutes(server: FastifyInstance, world: World): void {
  server.get('/sandbox/settings', () => shownSettings(world.state.settings))
  server.patch('/sandbox/settings', (request) => changeSettings(world, inputOf(request.body)))
  server.post('/sandbox/redirect-uris', (request) => registerRedirect(world, inputOf(request.body)))
}

function shownSettings(settings: Settings) {
  return {
    appsecret_proof_required: settings.appsecretProofRequired,
    code_token_life: settings.codeTokenLife,
    text_count: settings.textCount,
    retry_delays_ms: settings.retryDelaysMs,
    webhook_timeout_ms: settings.webhookTimeoutMs,
    webhook_give_up_ms: settings.webhookGiveUpMs,
    webhook_concurrency: settings.webhookConcurrency,
  }
}

function changeSettings(world: World, input: Input) {
  const { settings } = world.state
  settings.appsecretProofRequired = flag(input, 'appsecret_proof_required') ?? settings.appsecretProofRequired
  settings.codeTokenLife = oneOf(input, 'code_token_life', ['short', 'long']) ?? settings.codeTokenLife
  settings.textCount = oneOf(input, 'text_count', ['utf16', 'codepoints', 'bytes']) ?? settings.textCount
  settings.retryDelaysMs = delaysIn(input) ?? settings.retryDelaysMs
  settings.webhookTimeoutMs = number(input, 'webhook_timeout_ms') ?? settings.webhookTimeoutMs
  settings.webhookGiveUpMs = number(input, 'webhook_give_up_ms') ?? settings.webhookGiveUpMs
  settings.webhookConcurrency = number(input, 'webhook_concurrency') ?? settings.webhookConcurrency
  tell(world, { type: 'state' })
  return shownSettings(settings)
}

function delaysIn(input: Input): number[] | undefined {
  const delays = input['retry_delays_ms']
  if (delays === undefined) {
    return undefined
  }
  if (!Array.isArray(delays) || delays.length === 0 || !delays.every((delay) => typeof delay === 'number')) {
    throw new ControlError(400, 'retry_delays_ms must be a list of milliseconds.')
  }
  return delays.map(Number)
}

function registerRedirect(world: World, input: Input) {
  const app = mainApp(world)
  app.redirectUris = [...new Set([...app.redirectUris, needed(input, 'redirect_uri')])]
  tell(world, { type: 'state' })
  return { redirect_uris: app.redirectUris }
}
